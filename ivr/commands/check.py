"""ivr check: everything that is wrong with a line, at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from ivr.commands.no_cycles import collecting_nothing
from ivr.commands.reports import REPORTS, Finding
from ivr.domain.hours_file import past_exceptions
from ivr.marks import Complaint, read
from ivr.runtime.folders import read_folder
from ivr.runtime.rules import HOURS


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), default="text", help="text (default), json, github or sarif."
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that what is past is past on (default: today)."
)
@click.pass_context
def check(ctx: click.Context, path: Path, form: str, today: datetime | None) -> None:
    """Check the line in PATH (default: flows).

    Prints every complaint with its place and a remedy, sorted by place. Notes, such as an exception of hours.yaml that
    is past, are printed with them and keep nothing from going live. Exit status: 0 nothing to mend (there may be
    notes), 1 something to mend, 2 the command itself was not understood. docs/rules.md tells of each rule."""
    with collecting_nothing():
        found = read_folder(path)
    day = today.date() if today is not None else datetime.now().astimezone().date()
    findings = sorted(
        [
            *(Finding(each) for each in found.complaints),
            *(Finding(each, note=True) for each in _notes(found.files, path.as_posix(), day)),
        ]
    )
    told = REPORTS[form](findings)
    if told:
        click.echo(told)
    if found.service is None:
        click.echo(f"{len(found.complaints)} to mend in {path}", err=True)
        ctx.exit(1)
    line = found.service.line
    steps = sum(len(flow.steps) + len(flow.asides) for flow in line.flows.values())
    languages = ", ".join(line.settings.languages)
    summary = f"{path}: {len(line.flows)} flows, {steps} steps, in {languages}: nothing to mend"
    click.echo(summary, err=form != "text")


def _notes(files: Mapping[str, bytes], root: str, today: date) -> list[Complaint]:
    """What is worth knowing and not wrong: a line that was right yesterday goes live today as well."""
    node, wrong = read(files[HOURS], f"{root}/{HOURS}") if HOURS in files else (None, [])
    return past_exceptions(node, today) if node is not None and not wrong else []

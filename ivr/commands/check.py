"""ivr check: everything that is wrong with a line, at once."""

from __future__ import annotations

from pathlib import Path

import click

from ivr.runtime.lines import read_folder


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("flows"))
@click.pass_context
def check(ctx: click.Context, path: Path) -> None:
    """Check the line in PATH (default: flows). Prints every complaint as file:line:column; exits 1 if there is any."""
    found = read_folder(path)
    for complaint in found.complaints:
        click.echo(str(complaint))
    if found.service is None:
        click.echo(f"{len(found.complaints)} to mend in {path}", err=True)
        ctx.exit(1)
    line = found.service.line
    steps = sum(len(flow.steps) + len(flow.asides) for flow in line.flows.values())
    languages = ", ".join(line.settings.languages)
    click.echo(f"{path}: {len(line.flows)} flows, {steps} steps, in {languages}: nothing to mend")

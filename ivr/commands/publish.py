"""ivr publish: a folder becomes the live version of its line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ivr.commands.published import by_option, note_option, open_lines, told
from ivr.errors import LineError
from ivr.runtime import publishing
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import PublishingError
from ivr.runtime.sources import from_database
from ivr.study.changes import compare, side_of, tell


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@note_option
@by_option
@click.option("--dry-run", is_flag=True, help="Check, and say what would change for callers; publish nothing.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_context
def publish(ctx: click.Context, path: Path | None, note: str, by: str, dry_run: bool, yes: bool) -> None:
    """Check the line in PATH (default: IVR_LINE) and make it live. Running servers take it up within 5 seconds; calls
    in progress stay on the version they began with. A line with complaints is not published: all of them are printed,
    and the exit code is 1. At a terminal, what changes for callers is shown first, and whether to go on is asked."""
    with open_lines() as (lines, settings):
        folder = path or settings.ivr_line
        lines.refresh()
        try:
            if dry_run or (sys.stdin.isatty() and not yes):
                click.echo(_changing(lines, folder))
                if dry_run or not click.confirm("Publish this?"):
                    click.echo("nothing was published", err=True)
                    ctx.exit(0 if dry_run else 1)
            made = publishing.publish(lines, folder, by, note)
        except LineError as error:
            click.echo(str(error))
            click.echo(f"{len(error.complaints)} to mend in {folder}: nothing was published", err=True)
            ctx.exit(1)
    click.echo(told(made))
    if made.fresh and made.before is not None:
        click.echo(f"What changed: ivr diff {made.before.number} {made.publication.number}")


def _changing(lines: Lines, folder: Path) -> str:
    """What publishing the folder would change, in callers' words. Raises LineError with every complaint."""
    service, files = publishing.publishable(lines, folder)
    try:
        live = from_database(lines, service.id, "live")
    except PublishingError:
        return f"Nothing of the line {service.id} is live yet: all of it is new."
    before, after = side_of(live.files, CONTRACTS), side_of(files, CONTRACTS)
    if before is None or after is None:
        return "The live version cannot be compared: this code cannot read it any more."
    return tell(compare(before, after), "text", "live", folder.as_posix())

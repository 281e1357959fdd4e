"""ivr publish: a folder becomes the live version of its line."""

from __future__ import annotations

from pathlib import Path

import click

from ivr.commands.published import by_option, note_option, open_lines, told
from ivr.errors import LineError
from ivr.runtime import publishing


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@note_option
@by_option
@click.pass_context
def publish(ctx: click.Context, path: Path | None, note: str, by: str) -> None:
    """Check the line in PATH (default: IVR_LINE) and make it live. Running servers take it up within 5 seconds; calls
    in progress stay on the version they began with. A line with complaints is not published: all of them are printed,
    and the exit code is 1."""
    with open_lines() as (lines, settings):
        folder = path or settings.ivr_line
        lines.refresh()
        try:
            made = publishing.publish(lines, folder, by, note)
        except LineError as error:
            click.echo(str(error))
            click.echo(f"{len(error.complaints)} to mend in {folder}: nothing was published", err=True)
            ctx.exit(1)
    click.echo(told(made))
    if made.fresh and made.before is not None:
        click.echo(f"What changed: ivr diff {made.before.number} {made.publication.number}")

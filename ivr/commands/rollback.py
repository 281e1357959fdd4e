"""ivr rollback: an earlier version becomes live again."""

from __future__ import annotations

import click

from ivr.commands.published import by_option, line_meant, line_option, note_option, open_lines, told
from ivr.errors import LineError
from ivr.runtime import publishing


@click.command()
@click.argument("version", required=False)
@note_option
@by_option
@line_option
@click.pass_context
def rollback(ctx: click.Context, version: str | None, note: str, by: str, named: str | None) -> None:
    """Make VERSION live again: a number or the first digits of a hash, as `ivr versions` lists them. Without it, the
    version that the live one took the place of. The folder is not changed."""
    with open_lines() as (lines, settings):
        try:
            made = publishing.rollback(lines, line_meant(lines, settings, named), version, by, note)
        except LineError as error:
            click.echo(str(error))
            click.echo(f"{len(error.complaints)} complaints of this code about that version: nothing changed", err=True)
            ctx.exit(1)
    click.echo(told(made))

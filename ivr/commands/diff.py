"""ivr diff: what a change does to callers."""

from __future__ import annotations

from contextlib import ExitStack

import click

from ivr.commands.published import line_meant, line_option, open_lines
from ivr.errors import IvrError
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.lines import Lines
from ivr.runtime.service import Folder
from ivr.runtime.sources import GIT, from_database, from_folder, from_git, is_folder
from ivr.settings import Settings, read_settings
from ivr.study.changes import FORMATS, compare, side_of, tell

TROUBLE = 2
"""The exit code where there is nothing to compare, as diff(1) has it."""


class Sides:
    """Finds what is to be compared; the database is opened only when a version is named."""

    def __init__(self, stack: ExitStack, named: str | None) -> None:
        self._stack, self._named = stack, named
        self._opened: tuple[Lines, Settings] | None = None

    def folder(self, named: str) -> Folder:
        if named.startswith(GIT):
            return from_git(named, read_settings().ivr_line)
        if is_folder(named):
            return from_folder(named)
        if self._opened is None:
            self._opened = self._stack.enter_context(open_lines())
        lines, settings = self._opened
        return from_database(lines, line_meant(lines, settings, self._named), named)


@click.command()
@click.argument("before", metavar="[A]", default="live")
@click.argument("after", metavar="[B]", required=False)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when there are differences.")
@line_option
@click.pass_context
def diff(ctx: click.Context, before: str, after: str | None, form: str, exit_code: bool, named: str | None) -> None:
    """Say in callers' words what is different in B.

    A and B are folders, versions (a number, the first digits of a hash, 'live') or git revisions (git:main,
    git:HEAD~3:flows). A is 'live' and B is IVR_LINE unless they are given. What decides who is let in and what callers
    agree to comes first. A line that does not pass its check is compared nevertheless. Exits with 0, or 2 when one of
    them is not there or cannot be read.
    """
    names = before, after or read_settings().ivr_line.as_posix()
    with ExitStack() as stack:
        sides = Sides(stack, named)
        try:
            found = [sides.folder(each) for each in names]
        except IvrError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(TROUBLE)
    one, other = (side_of(each.files, CONTRACTS) for each in found)
    for name, each, side in zip(names, found, (one, other), strict=True):
        if side is None:
            click.echo("\n".join(map(str, each.complaints)), err=True)
            click.echo(f"Error: {name} cannot be compared before this is mended", err=True)
        elif each.complaints:
            click.echo(f"{name} does not pass its check: {len(each.complaints)} to mend", err=True)
    if one is None or other is None:
        ctx.exit(TROUBLE)
    changes = compare(one, other)
    click.echo(tell(changes, form, *names))
    ctx.exit(1 if changes and exit_code else 0)

"""What the commands about versions share: the database's lines, which one is meant, who does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from ivr.runtime.bootstrap import open_database
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import Published, PublishingError, this_user
from ivr.runtime.starting import line_of
from ivr.settings import Settings, read_settings
from ivr.store import publications

SHORT = 12
"""Digits of a version that are shown; four are enough to name one."""

Command = Callable[..., object]


def by_option(command: Command) -> Command:
    """`--by`: who does it, for the audit trail."""
    return click.option("--by", default=this_user, show_default="the user", help="Who does this.")(command)


def note_option(command: Command) -> Command:
    """`--note`: why."""
    return click.option("--note", default="", help="Why, for those who look it up later.")(command)


def line_option(command: Command) -> Command:
    """`--line`: which line, where the database has several."""
    return click.option("--line", "named", help="The line's name; default: that of IVR_LINE.")(command)


@contextmanager
def open_lines() -> Iterator[tuple[Lines, Settings]]:
    """The lines of the database that the environment names; nothing is served, nothing refreshed yet."""
    settings = read_settings()
    database = open_database(settings)
    try:
        yield Lines(database), settings
    finally:
        database.close()


def line_meant(lines: Lines, settings: Settings, named: str | None) -> str:
    """The line a command is about. Raises PublishingError when that cannot be told."""
    with lines.database.reading() as connection:
        known = publications.newest(connection)
    meant = named or line_of(settings.ivr_line)
    if meant is None and len(known) == 1:
        return next(iter(known))
    if meant is None:
        there = f": {', '.join(known)}" if known else ""
        raise PublishingError(f"say which line with --line{there}")
    return meant


def told(made: Published) -> str:
    """What publishing or a rollback came to, in a line."""
    live, before = made.publication, made.before
    if not made.fresh:
        return f"{live.line} {live.number}: version {live.version[:SHORT]} is live already, since {moment(live.at)}"
    was = f" (before: {before.version[:SHORT]})" if before is not None else ""
    return f"{live.line} {live.number}: version {live.version[:SHORT]} is live{was}"


def moment(at: int) -> str:
    """Milliseconds since 1970 as this machine's clock shows them."""
    return f"{datetime.fromtimestamp(at / 1000).astimezone():%Y-%m-%d %H:%M:%S %Z}"

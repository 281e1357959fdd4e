"""ivr replay: a call retold, or past calls through a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import click
from sqlalchemy import Connection, select

from ivr.errors import LineError, StateError
from ivr.flow.line import Line
from ivr.runtime.bootstrap import open_database
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.folders import read_files, read_folder
from ivr.settings import read_settings
from ivr.store import calls, versions
from ivr.study.replay import PastCall, Turn, compared, retold, turn

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Ago(click.ParamType[timedelta]):
    """`7d`, `12h`, `30m`, `2w`."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = re.fullmatch(r"(\d{1,4})([mhdw])", str(value))
        if found is None:
            self.fail(f"{value!r} is not a duration such as 7d, 12h or 30m", param, ctx)
        return timedelta(**{_UNITS[found.group(2)]: int(found.group(1))})


@click.command()
@click.option("--since", type=Ago(), help="Play the calls of this long (7d, 12h, 30m) through the draft.")
@click.argument("what", metavar="CALL|DRAFT")
@click.pass_context
def replay(ctx: click.Context, since: timedelta | None, what: str) -> None:
    """Retell CALL: each turn, what was said and heard, what was decided, and why.

    With --since, play past calls through the line in the folder DRAFT, and list each whose ending would change, grouped
    by how; exits 1 if there is any. Journals hold no secret, so neither does this. Nothing is done again.
    """
    database = open_database(read_settings())
    try:
        with database.reading() as connection:
            if since is None:
                _retell(connection, what)
            else:
                ctx.exit(_compare(connection, real_now() - since, Path(what)))
    finally:
        database.close()


def past_calls(connection: Connection, since: datetime | None = None) -> Iterator[tuple[str, PastCall]]:
    """The line's id and the call, for every call that was touched since then, the oldest first. Raises StateError."""
    query = select(calls.calls.c.id, calls.calls.c.line).order_by(calls.calls.c.began, calls.calls.c.id)
    if since is not None:
        query = query.where(calls.calls.c.touched >= milliseconds(since))
    for call, line in connection.execute(query).all():
        yield line, past_call(connection, call)


def past_call(connection: Connection, call: str) -> PastCall:
    """One call from its journal. Raises StateError when there is none, or it is damaged."""
    row = calls.look(connection, call)
    if row is None:
        raise StateError(f"there is no call {call}")
    told: list[tuple[int, Turn]] = [
        (each.at, turn(each.number, json.loads(each.journal))) for each in calls.turns_of(connection, call)
    ]
    events = calls.call_events
    query = select(events.c.at, events.c.journal).where(events.c.call == call).order_by(events.c.sequence)
    told += [(at, turn(None, json.loads(journal))) for at, journal in connection.execute(query)]
    # Turns are in order already; a status callback comes between those of its time.
    in_time = [each for _, each in sorted(told, key=lambda one: one[0]) if each.heard]
    return PastCall(call, row.caller, row.version, tuple(in_time))


def _retell(connection: Connection, call: str) -> None:
    past = past_call(connection, call)
    row = calls.look(connection, call)
    if row is None:
        raise StateError(f"there is no call {call}")
    click.echo(f"call {call} from {past.caller or 'a withheld number'}, version {past.version[:12]} of {row.line}")
    for told in retold(_Versions(connection).line(row.line, past.version), past):
        click.echo(told)


def _compare(connection: Connection, since: datetime, folder: Path) -> int:
    draft = read_folder(folder)
    if draft.service is None:
        raise LineError(draft.complaints)
    kept = _Versions(connection)
    name, lost, found = draft.service.id, 0, []
    for line, past in past_calls(connection, since):
        if line != name:
            continue
        try:
            found.append((past, kept.line(line, past.version)))
        except StateError as error:
            lost += 1
            click.echo(f"{past.id} cannot be replayed: {error}", err=True)
    comparison = compared(found, draft.service.line)
    for told in comparison.as_text():
        click.echo(told)
    return 1 if comparison.changed or lost else 0


class _Versions:
    """The lines that calls were made on, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.line = cache(self._read)

    def _read(self, line: str, version: str) -> Line:
        files = versions.files_of(self._connection, line, version)
        found = read_files(files, line) if files is not None else None
        if found is None or found.service is None:
            raise StateError(f"version {version[:12]} of line {line} cannot be read by this code")
        return found.service.line

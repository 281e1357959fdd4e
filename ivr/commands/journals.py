"""Past calls, read from the database for the commands that look at them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import click
from sqlalchemy import Connection, select

from ivr.errors import IvrError, StateError
from ivr.flow.line import Line
from ivr.runtime.clock import milliseconds
from ivr.runtime.folders import read_published
from ivr.store import calls, versions
from ivr.study.coverage import Tally
from ivr.study.replay import PastCall, Turn, retraced, turn

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Ago(click.ParamType[timedelta]):
    """`7d`, `12h`, `30m`, `2w`."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        found = re.fullmatch(r"(\d{1,4})([mhdw])", str(value))
        if found is None:
            self.fail(f"{value!r} is not a duration such as 7d, 12h or 30m", param, ctx)
        return timedelta(**{_UNITS[found.group(2)]: int(found.group(1))})


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


def traffic(connection: Connection, since: datetime, line: Line) -> tuple[Tally, int]:
    """How often calls went each step and way of `line`, each retraced on the version it was made on; and how many could
    not be, because this code cannot read their version or their journal."""
    tally, lost, kept = Tally(line), 0, Versions(connection)
    for name, past in past_calls(connection, since):
        if name != line.settings.line:
            continue
        try:
            for trace in retraced(kept.line(name, past.version), past):
                tally.add(trace)
        except IvrError:
            lost += 1
    return tally, lost


class Versions:
    """The lines that calls were made on, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.line = cache(self._read)

    def _read(self, line: str, version: str) -> Line:
        files = versions.files_of(self._connection, line, version)
        found = read_published(files, line) if files is not None else None
        if found is None or found.service is None:
            raise StateError(f"version {version[:12]} of line {line} cannot be read by this code")
        return found.service.line

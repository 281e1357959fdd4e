"""One call that is tried out on the real engine: its state is written down and read again after every event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from ivr.engine.advancing import Wanted
from ivr.engine.events import Began, Raw, Went
from ivr.engine.hearing import hear
from ivr.engine.state import JSON, State, begin, dump, load
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of
from ivr.flow.line import Line
from ivr.study.coverage import Trace, followed
from ivr.study.explore.candidates import TODAY
from ivr.study.explore.stubbing import end_of
from ivr.study.explore.tries import Try

CALLER = "+12025550123"
CALL = "CA00000000000000000000000000000000"
DRAW = "0" * 32


@dataclass(frozen=True)
class Root:
    """Who calls, when."""

    caller: str | None
    at: datetime


@dataclass(frozen=True)
class Point:
    """A call between two events: its state as a document, and the action it waits for."""

    document: dict[str, JSON]
    wanted: Wanted | None
    ended: bool

    @classmethod
    def of(cls, trace: Trace) -> Point:
        moved = trace.moved
        return cls(dump(moved.state), moved.wanted, moved.state.ended)

    def state(self) -> State:
        return load(self.document)


def ordinary_root(line: Line, caller: str | None = CALLER) -> Root:
    """An ordinary Tuesday at ten, where the line is."""
    return Root(caller, datetime.combine(TODAY, time(10), ZoneInfo(line.settings.time_zone)))


def started(line: Line, root: Root) -> Trace:
    """The call has begun, and the line waits for something."""
    state = begin(line, CALL, root.caller, None, root.at)
    raw = Raw(Began(root.caller, line.settings.numbers[0]), root.at, DRAW)
    return followed(line, state, hear(line, state, raw))


def happened(line: Line, point: Point, state: State, tried: Try) -> Trace:
    """What becomes of the call at `point` (whose state, read again, is `state`) when this happens."""
    what = tried.what
    if tried.stub is not None and point.wanted is not None:
        contract = contract_of(Walk(line, state), tried.stub.do)
        what = end_of(tried.stub, point.wanted, contract, state.now, line.settings.currency)
    return followed(line, state, hear(line, state, Raw(what or Went(), state.now, DRAW)))

"""A call that was: what its journal tells, and the same call again on a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr.engine.events import Heard
from ivr.engine.journal import from_journal
from ivr.engine.state import State, begin
from ivr.engine.stored import JSON
from ivr.flow.line import Line
from ivr.study.coverage import Trace, followed


@dataclass(frozen=True)
class Turn:
    """One webhook's journal: `number` is its turn, None for a status callback."""

    number: int | None
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class PastCall:
    id: str
    caller: str | None
    version: str
    turns: tuple[Turn, ...]

    @property
    def heard(self) -> tuple[Heard, ...]:
        """All of it, in order."""
        return tuple(heard for turn in self.turns for heard in turn.heard)


def turn(number: int | None, journal: Sequence[Mapping[str, JSON]]) -> Turn:
    """A turn of its stored journal. Raises StateError when it is damaged."""
    return Turn(number, tuple(map(from_journal, journal)))


def begun(line: Line, past: PastCall) -> State | None:
    """The call at its beginning; None when nothing is known of it."""
    heard = past.heard
    return begin(line, past.id, past.caller, None, heard[0].now) if heard else None


def retraced(line: Line, past: PastCall) -> Iterator[Trace]:
    """What followed from each thing that was heard, on the line the call was made on."""
    state = begun(line, past)
    for heard in past.heard if state is not None else ():
        if state is None or state.ended:
            return
        trace = followed(line, state, heard)
        state = trace.moved.state
        yield trace

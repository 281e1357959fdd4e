"""A call on a line, as the runtime makes it, for tests: events in, what the caller hears out.

After every event the state is written to JSON and read again, and what was heard is replayed from its journal: both
must lead to the very same place. So every test of a call is a test of those, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ivr.engine.advancing import Advanced, Wanted, advance
from ivr.engine.directives import (
    Capture,
    Continue,
    Directive,
    Enqueue,
    HangUp,
    Listen,
    Pause,
    Play,
    Say,
    joined,
)
from ivr.engine.events import (
    ActionEnded,
    Began,
    Heard,
    HungUp,
    Keyed,
    Raw,
    Silence,
    Spoke,
    StillWorking,
    What,
)
from ivr.engine.hearing import hear
from ivr.engine.journal import from_journal, journal
from ivr.engine.state import State, begin, dump, load
from ivr.flow.line import Line

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
CLOSING = (Listen, Capture, Enqueue, Continue, HangUp)

Ends = str | ActionEnded | Callable[[Wanted], ActionEnded]
"""How an action ends: an outcome, the whole end, or what makes it of what was wanted."""


class Call:
    """One call. `wanted` holds the actions asked for, `heards` what was heard, `faults` what broke."""

    def __init__(self, line: Line, actions: Mapping[str, Ends] | None = None, caller: str | None = "+12025550123"):
        self.line = line
        self.actions = dict(actions or {})
        self.now = NOW
        self.state = begin(line, "CA1", caller, None, NOW)
        self.document: tuple[Directive, ...] = ()
        self.wanted: list[Wanted] = []
        self.heards: list[Heard] = []
        self.faults: list[str] = []
        self.advanced: Advanced | None = None
        self.event(Began(caller, "+12025550100"))

    def press(self, keys: str) -> Call:
        return self.event(Keyed(keys))

    def say(self, text: str, confidence: float | None = None) -> Call:
        return self.event(Spoke(text, confidence))

    def silence(self) -> Call:
        return self.event(Silence())

    def hang_up(self) -> Call:
        return self.event(HungUp())

    def poll(self) -> Call:
        return self.event(StillWorking())

    def later(self, **time: float) -> Call:
        self.now += timedelta(**time)
        return self

    def event(self, what: What) -> Call:
        """One turn."""
        said: list[Directive] = []
        while True:
            heard = hear(self.line, self.state, Raw(what, self.now, "0" * 32))
            moved = self._advance(heard)
            said += moved.directives
            self.faults += moved.faults
            if moved.wanted is None:
                break
            self.wanted.append(moved.wanted)
            if moved.wanted.outside:
                said.append(Continue())
                break
            what = self._end(moved.wanted)
        self.document = joined(said)
        closers = [directive for directive in self.document if isinstance(directive, CLOSING)]
        assert len(closers) == 1, self.document
        assert self.document[-1] is closers[0], self.document
        return self

    def _advance(self, heard: Heard) -> Advanced:
        self.heards.append(heard)
        moved = advance(self.line, self.state, heard)
        again = advance(self.line, self.state, from_journal(through_json(journal(heard))))
        assert replace(again, wanted=None) == replace(moved, wanted=None)
        assert (again.wanted is None) == (moved.wanted is None)
        self.state = stored(moved.state)
        assert self.state == moved.state
        self.advanced = moved
        return moved

    def _end(self, wanted: Wanted) -> ActionEnded:
        ends = self.actions.get(wanted.action)
        assert ends is not None, f"the test does not say how {wanted.action} ends"
        if isinstance(ends, str):
            return ActionEnded(wanted.action, ends)
        return ends if isinstance(ends, ActionEnded) else ends(wanted)

    @property
    def closing(self) -> Directive:
        return self.document[-1]

    @property
    def listen(self) -> Listen:
        assert isinstance(self.closing, Listen), self.document
        return self.closing

    @property
    def hears(self) -> str:
        """All that is said in the last document, prompts of a Listen included."""
        return " | ".join(words(self.document))

    @property
    def ended(self) -> bool:
        return isinstance(self.closing, HangUp)


def words(directives: tuple[Directive, ...]) -> list[str]:
    said: list[str] = []
    for one in directives:
        if isinstance(one, Listen):
            said += words(one.prompts)
        elif isinstance(one, Say):
            said.append(one.text)
        elif isinstance(one, Play):
            said.append(f"<{one.url}>")
        elif isinstance(one, Pause):
            continue
    return said


def through_json(document: dict) -> dict:
    made: dict = json.loads(json.dumps(document))
    return made


def stored(state: State) -> State:
    return load(through_json(dump(state)))

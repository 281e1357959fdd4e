"""One call made on the real engine after a plan, with all that it went and heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.engine.awaiting import Acting, Queueing
from ivr.engine.call import State
from ivr.engine.directives import Capture, Listen, Say
from ivr.flow.line import Line
from ivr.study.coverage import Trace, Way
from ivr.study.explore.engine import Point, Root, happened, started
from ivr.study.explore.searching import Arc, Search
from ivr.study.explore.tries import HANGS_UP, Try


@dataclass(frozen=True)
class Event:
    """What happened, and the last thing the caller had heard before it."""

    tried: Try
    before: str


class Made:
    """A call, from its beginning. `node` is the node of the search that it is at, as far as one can tell."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.events: list[Event] = []
        self.ways: list[Way] = []
        self.turns = 0
        self.node = 0
        self.heard = ""
        self.faults: list[str] = []
        self._went(started(self.line, self.root))

    @property
    def line(self) -> Line:
        return self.search.line

    @property
    def root(self) -> Root:
        return self.search.root

    @property
    def over(self) -> bool:
        return self.point.ended

    @property
    def in_queue(self) -> bool:
        return isinstance(self.state.awaiting, Queueing)

    def follow(self, arcs: Iterable[Arc]) -> None:
        """Has these happen, one after the other, until the call is over or goes another way than they did."""
        for arc in arcs:
            if self.over or arc.tried not in self.search.tries(self.state):  # like, but not like enough
                return
            known = len(self.ways)
            self.happen(arc.tried)
            self.node = self.search.located(self.state)
            if tuple(self.ways[known:]) != arc.ways:
                return

    def happen(self, tried: Try) -> None:
        before = "" if isinstance(self.state.awaiting, Acting) else self.heard
        self.turns += tried.stub is None
        self.events.append(Event(tried, before))
        if tried.stub is None:
            self.heard = ""
        self._went(happened(self.line, self.point, self.state, tried))

    def visits(self, flow: str, step: str) -> int:
        """How often the innermost run of the flow has come to the step."""
        found = [frame.visits.get(step, 0) for frame in self.state.frames if frame.flow == flow]
        return found[-1] if found else 0

    def ends(self) -> str:
        """Who ends it, as a transcript says it."""
        hung_up = bool(self.events) and self.events[-1].tried is HANGS_UP
        if not hung_up and self.over:
            return "line"
        return "queue" if self._queued else "caller"

    def _went(self, trace: Trace) -> None:
        self._queued = bool(self.turns) and hasattr(self, "state") and self.in_queue
        self.point = Point.of(trace)
        self.state: State = self.point.state()
        self._queued = self._queued if self.over else self.in_queue
        self.ways += trace.ways
        self.faults += trace.moved.faults
        for directive in trace.moved.directives:
            prompts = directive.prompts if isinstance(directive, Listen) else (directive,)
            said = [each.text for each in prompts if isinstance(each, Say) and each.text.strip()]
            if isinstance(directive, Capture):
                said = []
            self.heard = said[-1] if said else self.heard

"""Every state of a line that is unlike the others, the shortest way to each, and what can happen there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from ivr.engine.call import State
from ivr.flow.line import Line
from ivr.study.coverage import Tally, Trace, Way
from ivr.study.explore.endings import Endings
from ivr.study.explore.engine import Point, Root, happened, started
from ivr.study.explore.likeness import Likeness, Likenesses
from ivr.study.explore.tries import HANGS_UP, Try, tries

DEEPEST = 12
"""Runs of flows above each other: callers who get deeper go round in circles that were walked already."""


@dataclass(frozen=True)
class Arc:
    """Something that happened at a node, the ways it went, the steps it walked, and the node it led to."""

    tried: Try
    ways: tuple[Way, ...]
    walked: tuple[tuple[str, str], ...]
    to: int


@dataclass
class Node:
    """A state unlike those before, as the call came to it first: from the node `before`, by what happened."""

    point: Point
    before: int | None
    by: Try | None
    arcs: list[Arc] = field(default_factory=list)
    left: bool = False
    """Not gone on from: too deep."""


@dataclass(frozen=True)
class Broken:
    """A call that breaks: where it was, what happened, and what the engine said of it."""

    path: tuple[Try, ...]
    flow: str
    step: str
    fault: str


class Search:
    """Breadth first, from one root. `tally` may be shared with searches from other roots."""

    def __init__(self, line: Line, root: Root, tally: Tally | None = None) -> None:
        self.line, self.root = line, root
        self.nodes: list[Node] = []
        self.tally = tally or Tally(line)
        self.broken: list[Broken] = []
        self.events = 0
        self.first: tuple[Way, ...] = ()
        self._likenesses = Likenesses(line)
        self._endings = Endings(line)
        self._seen: dict[object, int] = {}

    def run(self, enough: Callable[[], bool] = lambda: False) -> None:
        """All of it, or until it is `enough`."""
        trace = started(self.line, self.root)
        self.tally.add(trace)
        self.first = trace.ways
        self._node(trace, None, None)
        waiting = deque([0])
        while waiting and not enough():
            here = waiting.popleft()
            node = self.nodes[here]
            state = node.point.state()
            node.left = len(state.frames) > DEEPEST
            if node.point.ended or node.left:
                continue
            for tried in self.tries(state):
                known = len(self.nodes)
                self._try(here, state, tried)
                waiting.extend(range(known, len(self.nodes)))

    def tries(self, state: State) -> tuple[Try, ...]:
        """What may happen to a call there."""
        return tuple(tries(self.line, state, self._endings))

    def _try(self, here: int, state: State, tried: Try) -> None:
        trace = happened(self.line, self.nodes[here].point, state, tried)
        self.events += 1
        self.tally.add(trace)
        to = self._node(trace, here, tried)
        self.nodes[here].arcs.append(Arc(tried, trace.ways, trace.moved.walked, to))
        for fault in trace.moved.faults:
            self.broken.append(Broken((*self.path(here), tried), state.frame.flow, state.frame.step, fault))

    def _node(self, trace: Trace, before: int | None, by: Try | None) -> int:
        """The node that is like the state: an old one, unless something about the state is new."""
        state = trace.moved.state
        like = Likeness((), (), frozenset()) if state.ended else self._likenesses.of(state)
        here = (like.place, like.own)
        features = [(here, each) for each in like.features]
        if (old := self._seen.get(here)) is not None and all(each in self._seen for each in features):
            return self._seen.get(like, old)
        self.nodes.append(Node(Point.of(trace), before, by))
        new = len(self.nodes) - 1
        for each in (here, like, *features):
            self._seen.setdefault(each, new)
        return new

    def located(self, state: State) -> int:
        """The node that is most like a state; the first where none is."""
        like = Likeness((), (), frozenset()) if state.ended else self._likenesses.of(state)
        return self._seen.get(like, self._seen.get((like.place, like.own), 0))

    def path(self, to: int) -> tuple[Try, ...]:
        """What happens, from the beginning, until the call comes to the node first."""
        found: list[Try] = []
        node = self.nodes[to]
        while node.by is not None and node.before is not None:
            found.append(node.by)
            node = self.nodes[node.before]
        return tuple(reversed(found))

    def endless(self) -> list[int]:
        """The nodes from which no event but the caller's hanging up leads to an end of the call."""
        back: dict[int, list[int]] = {}
        for number, node in enumerate(self.nodes):
            for arc in node.arcs:
                if arc.tried is not HANGS_UP:
                    back.setdefault(arc.to, []).append(number)
        # What is too deep is taken to end: its like was walked from higher up.
        leads = {number for number, node in enumerate(self.nodes) if node.point.ended or node.left}
        waiting = deque(leads)
        while waiting:
            for before in back.get(waiting.popleft(), ()):
                if before not in leads:
                    leads.add(before)
                    waiting.append(before)
        return [number for number in range(len(self.nodes)) if number not in leads]

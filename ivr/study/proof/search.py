"""The search: every point of every call that the line can lead to, each by its shortest path.

A run of a flow that begins alike is walked once, whoever runs it; what it ends in is then given to each. So calls of
any depth are covered, recursion among them. The order is that of Dijkstra: by how much a caller does or has happen.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from ivr.engine.call import Purpose
from ivr.flow.line import Line
from ivr.study.proof.ground import Ground
from ivr.study.proof.held import Held
from ivr.study.proof.moves import EARLIER, NOTHING, Backs, Breach, Ends, Exit, Heard, Leaves, Move, Runs, Stays, after
from ivr.study.proof.resuming import resume
from ivr.study.proof.state import Context, Node
from ivr.study.proof.trails import Asked
from ivr.study.proof.values import altered
from ivr.study.proof.walking import follow

MOST_POINTS = 60_000
"""A line with more has not been proven; the shipped one has a few thousand."""

Point = Node | Exit


@dataclass(frozen=True)
class Came:
    """How a point was come to: from another, by what was heard; `through`: by the end of a run begun there."""

    before: Node | None
    heard: Heard = NOTHING
    through: Exit | None = None


@dataclass(frozen=True)
class Hole:
    """A breach, and the shortest path to it: what a caller does or has happen, in order."""

    breach: Breach
    path: tuple[str, ...]


@dataclass
class Search:
    """`holes` are those found; `whole` is whether every point was seen."""

    ground: Ground
    weight: dict[Point, int] = field(default_factory=dict)
    came: dict[Point, Came] = field(default_factory=dict)
    holes: dict[tuple[str, str, str], Hole] = field(default_factory=dict)
    whole: bool = True
    _waiting: list[tuple[int, int, Point]] = field(default_factory=list)
    _seen: set[Point] = field(default_factory=set)
    _runs: dict[Context, list[tuple[Node, Runs]]] = field(default_factory=dict)
    _exits: dict[Context, list[Exit]] = field(default_factory=dict)
    _asked: dict[tuple[object, ...], Asked] = field(default_factory=dict)
    _followed: dict[tuple[object, ...], tuple[Move, ...]] = field(default_factory=dict)
    _firsts: dict[Context, Node] = field(default_factory=dict)
    _number: Iterator[int] = field(default_factory=count)

    def all(self) -> None:
        begun = self.ground.anew(self.ground.line.settings.start, Held())  # calls begin in the first language
        self._reach(self._first(begun), 0, Came(None))
        while self._waiting:
            _, _, point = heapq.heappop(self._waiting)
            if point in self._seen:
                continue
            if len(self._seen) >= MOST_POINTS:
                self.whole = False
                return
            self._seen.add(point)
            if isinstance(point, Exit):
                self._exits.setdefault(point.context, []).append(point)
                for node, ran in self._runs.get(point.context, ()):
                    self._back(node, ran, point)
            elif (met := self._met(point)) is not None:
                for move in self._following(met):
                    self._move(met, after(move, met.asked), self.weight[met])

    def _met(self, node: Node) -> Node | None:
        """The point with all that was asked on any way to it; None when nothing was that had not been before."""
        before = self._asked.get(node.place)
        if before is not None and node.asked <= before:
            return None
        asked = node.asked | (before or frozenset())
        self._asked[node.place] = asked
        met = altered(node, asked=asked)
        self.weight[met], self.came[met] = self.weight[node], self.came[node]
        self._seen.add(met)
        return met

    def _following(self, node: Node) -> tuple[Move, ...]:
        """What follows, whatever was asked before."""
        if node.place not in self._followed:
            self._followed[node.place] = tuple(follow(self.ground, altered(node, asked=EARLIER)))
        return self._followed[node.place]

    def _move(self, node: Node, move: Move, weight: int, through: Exit | None = None) -> None:
        if isinstance(move, Breach):
            key = (move.rule, move.flow, move.step)
            if key not in self.holes:
                self.holes[key] = Hole(move, self.path(Came(node, move.heard, through)))
        elif isinstance(move, Stays):
            self._reach(move.node, weight + move.heard.weight, Came(node, move.heard, through))
        elif isinstance(move, Backs):
            for question in self.ground.trails[node.context.flow].back(move.node.asked, node.step):
                self._move(node, self.ground.to(move.node, question, move.heard), weight, through)
        elif isinstance(move, Ends):
            if move.exit.context.purpose is not Purpose.OUTERMOST:
                self._reach(move.exit, weight + move.heard.weight, Came(node, move.heard, through))
        elif isinstance(move, Leaves):
            self._reach(self._first(move.context), weight + move.heard.weight, Came(node, move.heard, through))
        elif isinstance(move, Runs):
            self._reach(self._first(move.context), weight + move.heard.weight, Came(node, move.heard, through))
            self._runs.setdefault(move.context, []).append((node, move))
            for exit_ in self._exits.get(move.context, ()):
                self._back(node, move, exit_)

    def _back(self, node: Node, ran: Runs, ended: Exit) -> None:
        """A run begun at `node` ended so."""
        if ran.context.purpose is Purpose.LANGUAGE and ended.held == ran.context.begun and not ended.changed:
            return  # as if nothing had been
        inside = self.weight[ended] - self.weight[self._first(ran.context)]
        for move in resume(self.ground, ran, ended):
            self._move(node, move, self.weight[node] + ran.heard.weight + inside, ended)

    def _first(self, context: Context) -> Node:
        if context not in self._firsts:
            step = context.entry or self.ground.line.flows[context.flow].first
            resuming = context.entry is not None
            first = Node(context, step, context.begun, context.taken, entered=resuming, resuming=resuming)
            self._firsts[context] = first.settled()
        return self._firsts[context]

    def _reach(self, point: Point, weight: int, came: Came) -> None:
        if point not in self.weight or weight < self.weight[point]:
            self.weight[point], self.came[point] = weight, came
            heapq.heappush(self._waiting, (weight, next(self._number), point))

    def path(self, came: Came, within: Context | None = None) -> tuple[str, ...]:
        """What was heard up to there; `within`: since that run began."""
        told = [came.heard.text] if came.heard.text else []
        before: Point | None = came.before
        if came.through is not None:
            ran = next(ran for node, ran in self._runs[came.through.context] if node == came.before)
            inner = self.path(self.came[came.through], came.through.context)
            told = [*([ran.heard.text] if ran.heard.text else []), *inner, *told]
        if not isinstance(before, Node) or (within is not None and before == self._first(within)):
            return tuple(told)
        return (*self.path(self.came[before], within), *told)


def search(line: Line) -> Search:
    """The whole search of a line."""
    found = Search(Ground(line))
    found.all()
    return found

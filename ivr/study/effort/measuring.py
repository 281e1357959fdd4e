"""The fewest and the worst that reaching a goal takes.

fewest  a caller who knows the line: takes shortcuts, presses as soon as they have heard their choice, and finds the
        conditions as they need them. Keys and seconds are each the least of any way.
worst   a caller who does not: hears every prompt to its end, and takes the longest way there is on which nobody makes a
        mistake and no step of a flow comes twice. Keys and seconds are each the most of any way. A way that leads by
        other wishes is one too: hearing what is owed before paying it.

Both of ways that end in the language measured. What no mistake is: see `ways`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from ivr.flow.line import Goal, Line
from ivr.study.effort.costs import NOTHING, Cost, Costs, dearer
from ivr.study.effort.spots import At, Spot
from ivr.study.effort.ways import Ways

MOST_SPOTS, MOST_WAYS = 20_000, 40_000


@dataclass(frozen=True)
class Effort:
    """What a goal takes in a language. `whole`: every way was tried for the worst; else it is at least so much."""

    goal: str
    language: str
    fewest: Cost
    worst: Cost
    whole: bool


def measured(line: Line) -> tuple[Effort, ...]:
    """Every goal of line.yaml in every language; those that nobody reaches are not among them."""
    costs = Costs(line)
    return tuple(
        each for name, goal in line.settings.limits.effort.items() for each in _efforts(costs, name, goal)
    )  # fmt: skip


def _efforts(costs: Costs, name: str, goal: Goal) -> Iterator[Effort]:
    """In the languages that a call which begins in the first one comes to; in the others as if it began in them."""
    knowing, heedful = Ways(costs, goal, knowing=True), Ways(costs, goal, knowing=False)
    missing = list(costs.line.settings.languages)
    for begun in tuple(missing):
        if begun not in missing:
            continue
        wanted = frozenset(missing) if begun == next(iter(costs.line.settings.languages)) else frozenset({begun})
        keys = _least(knowing, begun, wanted, lambda cost: cost.keys)
        took = _least(knowing, begun, wanted, lambda cost: cost.seconds)
        worst = _Worst(heedful)
        if keys:
            worst.try_all(heedful.begin(begun))
        for language in keys:
            missing.remove(language)
            fewest = Cost(keys[language].keys, took[language].seconds)
            most = dearer(worst.most.get(language, NOTHING), fewest)
            yield Effort(name, language, fewest, most, worst.tried < MOST_WAYS)


def _least(ways: Ways, begun: str, wanted: frozenset[str], of: Callable[[Cost], float]) -> dict[str, Cost]:
    """By language wanted, the least of all ways: Dijkstra's search, by keys or by seconds."""
    number = count()
    waiting: list[tuple[float, int, Cost, Spot | None, str]] = [(0.0, 0, NOTHING, ways.begin(begun), begun)]
    seen: set[Spot] = set()
    found: dict[str, Cost] = {}
    while waiting and len(seen) < MOST_SPOTS and len(found) < len(wanted):
        _, _, cost, spot, spoken = heapq.heappop(waiting)
        if spot is None:
            if spoken in wanted:
                found.setdefault(spoken, cost)
        elif spot not in seen:
            seen.add(spot)
            for way in ways.of(spot):
                after = cost + way.cost
                heapq.heappush(waiting, (of(after), next(number), after, way.to, spot.language))
    return found


class _Worst:
    """Tries the ways one by one. Of several that lead to the same spot the dearest is taken."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.most: dict[str, Cost] = {}
        self.tried = 0

    def try_all(self, begun: Spot) -> None:
        waiting: list[tuple[Spot, Cost, frozenset[At]]] = [(begun, NOTHING, frozenset())]
        while waiting and self.tried < MOST_WAYS:
            spot, cost, walked = waiting.pop()
            self.tried += 1
            for way in self.ways.dearest(spot):
                if way.to is None:
                    self.most[spot.language] = dearer(self.most.get(spot.language, NOTHING), cost + way.cost)
                elif way.to.here not in walked:
                    waiting.append((way.to, cost + way.cost, walked | {spot.here}))

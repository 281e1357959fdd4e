"""Going round: a step that may be visited `at_most` so often is visited once more than that."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from ivr.study.coverage import Way
from ivr.study.explore.made import Made
from ivr.study.explore.searching import Arc, Search
from ivr.study.explore.tries import HANGS_UP

ROUNDS = 200
"""Times round after which a limit counts as not reached."""


def nearest(search: Search, start: int, wanted: Callable[[Arc], bool]) -> tuple[Arc, ...]:
    """The fewest events from a node to one that is wanted, this one included; none when it cannot be reached."""
    came: dict[int, tuple[int, Arc]] = {}
    waiting, seen = deque([start]), {start}
    while waiting:
        here = waiting.popleft()
        for arc in search.nodes[here].arcs:
            if wanted(arc):
                found = [arc]
                while here != start:
                    here, before = came[here]
                    found.append(before)
                return tuple(reversed(found))
            if arc.to not in seen and arc.tried is not HANGS_UP:
                seen.add(arc.to)
                came[arc.to] = (here, arc)
                waiting.append(arc.to)
    return ()


def pumped(search: Search, way: Way) -> Made | None:
    """A call that goes the `used_up` way of a step with `at_most`; None when going round did not lead there."""
    here = (way.flow, way.step)
    made = Made(search)
    first = nearest(search, 0, lambda arc: here in arc.walked)
    made.follow(first)
    for _ in range(ROUNDS):
        if way in made.ways:
            return made
        before = made.visits(*here)
        round_ = nearest(search, made.node, lambda arc: here in arc.walked)
        if not round_ or made.over:
            return None
        made.follow(round_)
        if made.visits(*here) <= before and way not in made.ways:
            return None
    return None

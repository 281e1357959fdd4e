"""Few calls that together go every way.

Greedy: a call goes on to the nearest way that no call went yet, until it is over or long; then the next call begins.
The smallest set cannot be had (it is the set cover problem); this one is at most a few calls larger, since most calls
end on a way of their own, and only one way can end a call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.study.coverage import Way
from ivr.study.explore.made import Made
from ivr.study.explore.pumping import nearest
from ivr.study.explore.searching import Arc, Search

LONGEST = 40
"""Turns after which a call is ended: a failing transcript must be read by somebody."""
MOST_FAILED = 3


@dataclass(frozen=True)
class Cover:
    """The calls, and the ways that none of them went though the search did."""

    calls: tuple[Made, ...]
    missed: tuple[Way, ...]


def cover(search: Search, ways: Iterable[Way], begun: Iterable[Made] = ()) -> Cover:
    """Calls for all of `ways`; `begun` are calls that were made already."""
    calls = list(begun)
    left = dict.fromkeys(ways)
    for made in calls:
        _gone(left, made)
    missed: list[Way] = []
    while left:
        made = Made(search)
        before = len(left)
        _gone(left, made)
        _go_on(search, made, left)
        if len(left) == before:  # what the plan foresaw did not happen: the exact way there
            way = next(iter(left))
            made = _exactly(search, way)
            _gone(left, made)
            if way in left:
                missed.append(way)
                del left[way]
                continue
        calls.append(made)
    return Cover(tuple(calls), tuple(missed))


def _gone(left: dict[Way, None], made: Made) -> None:
    for way in made.ways:
        left.pop(way, None)


def _go_on(search: Search, made: Made, left: dict[Way, None]) -> None:
    """While the call is not over: to what lets it go on, and only then to what ends it."""
    failed = 0
    while left and not made.over and failed < MOST_FAILED:
        plan = nearest(search, made.node, lambda arc: _new(arc, left) and not search.nodes[arc.to].point.ended)
        if not plan or made.turns >= LONGEST:
            plan = nearest(search, made.node, lambda arc: _new(arc, left) and search.nodes[arc.to].point.ended)
        known = len(left)
        made.follow(plan)
        _gone(left, made)
        if not plan:
            return
        failed += len(left) == known  # a state that is only like another may go another way


def _new(arc: Arc, left: dict[Way, None]) -> bool:
    return any(way in left for way in arc.ways)


def _exactly(search: Search, way: Way) -> Made:
    """The call as the search made it first: the same events, so the same ways."""
    made = Made(search)
    for number, node in enumerate(search.nodes):
        for arc in node.arcs:
            if way in arc.ways:
                for tried in (*search.path(number), arc.tried):
                    made.happen(tried)
                return made
    return made

"""What is sure to have happened whenever a step is entered: on every path there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow
from ivr.flow.ways import Way

Facts = frozenset[str]


def surely(analysis: Analysis, flow: DraftFlow, adds: Callable[[Way], Facts]) -> Mapping[str, Facts]:
    """By step: the facts that every path to it has brought about. A step that no path reaches is not in it."""
    at: dict[str, Facts] = {flow.order[0]: frozenset()}
    handler = flow.handlers.get("not_verified") if flow.requires is not None else None
    if handler is not None and handler.target.to in flow.steps:
        at[handler.target.to or ""] = frozenset()
    waiting = deque(at)
    while waiting:
        here = waiting.popleft()
        for way in analysis.ways[flow.name][here]:
            if way.next is None or way.next not in flow.steps:
                continue
            before, given = at.get(way.next), (frozenset() if way.anew else at[here]) | adds(way)
            now = given if before is None else before & given
            if now != before:
                at[way.next] = now
                waiting.append(way.next)
    return at


def path_without(analysis: Analysis, flow: DraftFlow, fact: str, adds: Callable[[Way], Facts], to: str) -> list[str]:
    """The shortest run of steps to `to` on which the fact does not hold at the end."""
    came: dict[tuple[str, bool], tuple[str, bool] | None] = {(flow.order[0], False): None}
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here == (to, False):
            path = [here]
            while (before := came[path[0]]) is not None:
                path.insert(0, before)
            return [step for step, _ in path]
        for way in analysis.ways[flow.name][here[0]]:
            if way.next is not None and way.next in flow.steps:
                there = (way.next, fact in adds(way) or (here[1] and not way.anew))
                if there not in came:
                    came[there] = here
                    waiting.append(there)
    return []

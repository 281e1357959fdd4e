"""A step from which a call never ends.

What: whatever the caller does from there, no way leads to a `return`, a `hang_up` or out of the flow.
Why: the caller can only put down the telephone. (A loop that goes round by itself is told as `endless-loop`.)

Bad:
    on: {'no_input, no_match': first}
    steps:
      first: {menu: first, choices: {1: second}, at_most: 9, on: {used_up: second}}
      second: {menu: second, choices: {1: first}, at_most: 9, on: {used_up: first}}
Good:
    on: {'no_input, no_match': {hang_up: silent}}
    steps:
      first: {menu: first, choices: {1: second}}
      second: {menu: second, choices: {1: first}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.cycles import knots
from ivr.flow.draft import DraftFlow
from ivr.flow.outcomes import HUNG_UP
from ivr.flow.rules.base import rule, whole_line
from ivr.flow.silence import within
from ivr.flow.verbs import Run
from ivr.flow.ways import Way
from ivr.marks import Complaint


@rule("dead-end")
def dead_end(analysis: Analysis) -> Iterator[Complaint]:
    if not whole_line(analysis):
        return
    ending: set[str] = set()
    while True:
        found = {flow.name for flow in analysis.whole() if _can_end(analysis, flow, ending)}
        if found == ending:
            break
        ending = found
    for flow in analysis.whole():
        stuck = _stuck(analysis, flow, ending)
        if stuck and not stuck & _looping(analysis, flow):
            first = next(name for name in flow.steps if name in stuck)
            yield Complaint(
                flow.steps[first].place,
                "dead-end",
                f"From '{first}' a call never ends",
                "let some way from there lead to a 'return' or a 'hang_up'",
            )


def _leaves(way: Way, step: str, flow: DraftFlow, ending: set[str]) -> bool:
    """Whether a call can end on this way, or in the flow that the step runs."""
    kind = flow.steps[step].step
    if isinstance(kind, Run) and kind.run in ending:
        return True
    return way.outcome != HUNG_UP and way.next is None and not way.falls


def _can_end(analysis: Analysis, flow: DraftFlow, ending: set[str]) -> bool:
    """Whether a call can end in the flow itself, rather than going back to who ran it."""
    return any(
        _leaves(way, name, flow, ending) and way.returns is None
        for name in flow.steps
        for way in analysis.ways[flow.name][name]
    ) or any(isinstance(step.step, Run) and step.step.run in ending for step in flow.steps.values())


def _stuck(analysis: Analysis, flow: DraftFlow, ending: set[str]) -> set[str]:
    """The steps that are come to and from which no way leads to an end."""
    ways = analysis.ways[flow.name]
    into: dict[str, list[str]] = {}
    free = {name for name, step in flow.steps.items() if isinstance(step.step, Run) and step.step.run in ending}
    for name in flow.steps:
        for way in ways[name]:
            if _leaves(way, name, flow, ending) or way.falls:
                free.add(name)
            elif way.next is not None and way.outcome != HUNG_UP:
                into.setdefault(way.next, []).append(name)
    waiting = list(free)
    while waiting:
        here = waiting.pop()
        more = [name for name in into.get(here, []) if name not in free]
        free |= set(more)
        waiting += more
    entered = {flow.order[0], *into}
    return {name for name in flow.steps if name not in free and name in entered and ways[name]}


def _looping(analysis: Analysis, flow: DraftFlow) -> set[str]:
    """Steps of loops that are told already."""
    edges: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for drift in within(analysis, flow):
        edges.setdefault(drift.start, []).append(drift.end)
        edges.setdefault(drift.end, [])
    return {name for knot in knots(edges) for _, name in knot}

"""Which fields that may be absent are sure to be there, where: after `owed.has_minimum` held on every path."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from ivr.flow.analysis import Analysis
from ivr.flow.assignment import Assigned, assigned, unverified
from ivr.flow.conditions import logic, present
from ivr.flow.draft import DraftFlow, DraftStep, Written
from ivr.flow.names import root
from ivr.flow.types import Record, Type
from ivr.flow.verbs import Branch, Menu, Option, Requires, When
from ivr.flow.ways import Way, written_ways

Fields = frozenset[str]
PROVEN: Fields = frozenset({"caller.account", "caller.name"})
"""There in every flow, and after every step, that requires to know the caller."""


@dataclass(frozen=True)
class Presence:
    """at: the optional fields that are there whenever a step is entered; a step that no path reaches is not in it."""

    flow: DraftFlow
    at: Mapping[str, Fields]
    assigned: Assigned

    def before(self, step: str | None, written: Written | None) -> Fields | None:
        """The fields that are there where a step's own things are read or, for a target, where it is followed. None
        when no path leads there."""
        if written is None:
            return self.at.get(step or "")
        met: Fields | None = None
        for way in self.assigned.leading(step, written):
            here = self.at.get(way.step)
            if here is not None:
                after = _after(self.flow, way, here)
                met = after if met is None else met & after
        return met


def presence(analysis: Analysis, flow: DraftFlow) -> Presence:
    """The optional fields at each step of a flow, as the largest sets that all ways agree on."""
    start = PROVEN if flow.requires is not None else frozenset[str]()
    at: dict[str, Fields] = {flow.order[0]: start}
    handler = unverified(flow)
    if handler is not None and handler.target.to in flow.steps:
        at[handler.target.to or ""] = frozenset()
    waiting = deque(at)
    while waiting:
        here = waiting.popleft()
        for way in analysis.ways[flow.name][here]:
            if way.next is None or way.next not in flow.steps:
                continue
            before, given = at.get(way.next), _after(flow, way, at[here])
            now = given if before is None else before & given
            if now != before:
                at[way.next] = now
                waiting.append(way.next)
    return Presence(flow, at, assigned(analysis, flow))


def offered(option: Option | Branch) -> Fields:
    """What is there when a choice is offered, or a branch taken, by its own condition."""
    found: Fields = frozenset()
    if option.if_ is not None:
        found |= present(logic(option.if_), True)
    if option.unless is not None:
        found |= present(logic(option.unless), False)
    return found


def passed(when: When, until: int) -> Fields:
    """What is there when none of the branches before number `until` was taken."""
    found: Fields = frozenset()
    for branch in when.when[:until]:
        if branch.if_ is not None:
            found |= present(logic(branch.if_), False)
        if branch.unless is not None:
            found |= present(logic(branch.unless), True)
    return found


def optional(types: Mapping[str, Type], path: str) -> str | None:
    """The field on a path that may be absent; None where all of it is always there."""
    first, *rest = path.split(".")
    kind, walked = types.get(first), first
    for part in rest:
        field = kind.fields.get(part) if isinstance(kind, Record) else None
        walked = f"{walked}.{part}"
        if field is None:
            return None
        if field.optional:
            return walked
        kind = field.type
    return None


def _after(flow: DraftFlow, way: Way, here: Fields) -> Fields:
    """What is there after a way: what was, but for variables it gives anew, and what its condition tells."""
    if way.anew:  # what the flow requires was proven afresh
        return PROVEN if flow.requires is not None else frozenset()
    kept = frozenset(path for path in here if root(path) not in way.gives)
    return kept | _learned(flow.steps[way.step], way)


def _learned(step: DraftStep, way: Way) -> Fields:
    kind = step.step
    if isinstance(kind, Requires):
        return PROVEN if way.outcome == kind.normal else frozenset()
    if not isinstance(kind, Menu | When):
        return frozenset()
    inner = written_ways(step)[1:]
    key = next((key for key, written in inner if written.node is way.written.node), None)
    if isinstance(kind, Menu):
        return offered(kind.choices[key]) if key is not None else frozenset()
    number = int(key) if key is not None else len(kind.when)
    taken = offered(kind.when[number]) if key is not None else frozenset[str]()
    return passed(kind, number) | taken

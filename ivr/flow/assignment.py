"""Which variables are sure to be set where: definite assignment over the ways between steps.

A variable is set at a step when it is set on every path there; results exist only after the outcome that gives them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, Written
from ivr.flow.ways import Way, written_ways

ALWAYS = frozenset({"call", "caller"})


@dataclass(frozen=True)
class Assigned:
    """at: the variables set whenever a step is entered; a step that no path reaches is not in it."""

    flow: DraftFlow
    ways: Mapping[str, tuple[Way, ...]]
    at: Mapping[str, frozenset[str]]

    def after(self, step: str | None, written: Written | None) -> frozenset[str] | None:
        """The variables set where a step's own things are evaluated, or, for a target, where it is followed. None when
        no path leads there."""
        if step is not None and written is None:
            return self.at.get(step)
        met = self._before_the_first(step, written)
        for way in self.leading(step, written):
            here = self.at.get(way.step)
            if here is not None:
                after = carried(way, here)
                met = after if met is None else met & after
        return met

    def _before_the_first(self, step: str | None, written: Written | None) -> frozenset[str] | None:
        """What is set where the flow's own `requires` was not met: only what it takes."""
        handler = unverified(self.flow)
        return (
            start(self.flow)
            if step is None and handler is not None and written is not None and handler.node is written.node
            else None
        )

    def leading(self, step: str | None, written: Written | None) -> list[Way]:
        """The ways on which a target is followed. Those that only say something go the step's normal way as well."""
        if written is None:
            return []
        found = [
            way
            for name, ways in self.ways.items()
            if step in (name, None)
            for way in ways
            if way.written.node is written.node
        ]
        if step is not None and written.node is written_ways(self.flow.steps[step])[0][1].node:
            found += [way for way in self.ways[step] if way.through and way not in found]
        return found

    def path_without(self, variable: str, step: str | None, written: Written | None) -> list[str]:
        """The shortest run of steps on which the variable is not set when it is needed there."""
        if step is not None and written is None:
            return self._path(variable, {step})
        ends = {
            _resumed(way) if way.anew else way.step
            for way in self.leading(step, written)
            if variable not in carried(way, self.at.get(way.step, frozenset({variable})))
        }
        return self._path(variable, ends)

    def _path(self, variable: str, ends: set[str]) -> list[str]:
        """From the first step, or from where a call goes on that was cut off."""
        came: dict[str, str | None] = {self.flow.order[0]: None}
        every = [way for ways in self.ways.values() for way in ways]
        came |= {_resumed(way): None for way in every if way.anew and variable not in way.gives}
        leaving: dict[str, list[Way]] = {}
        for way in every:
            leaving.setdefault(_resumed(way) if way.anew else way.step, []).append(way)
        waiting = deque(came)
        while waiting:
            here = waiting.popleft()
            if here in ends:
                path = [here]
                while (before := came[path[0]]) is not None:
                    path.insert(0, before)
                return path
            for way in leaving.get(here, ()):
                if way.next is not None and way.next not in came and variable not in way.gives:
                    came[way.next] = here
                    waiting.append(way.next)
        return []


def assigned(analysis: Analysis, flow: DraftFlow, granted: Mapping[str, frozenset[str]] | None = None) -> Assigned:
    """The variables set at each step of a flow, as the largest sets that all ways agree on.

    `granted`: by step, variables taken for set from there on, because their want is complained of already."""
    known = granted or {}
    ways = analysis.ways[flow.name]
    at: dict[str, frozenset[str]] = {flow.order[0]: start(flow)}
    handler = unverified(flow)
    if handler is not None and handler.target.to in flow.steps:
        at[handler.target.to or ""] = start(flow)
    waiting = deque(at)
    while waiting:
        here = waiting.popleft()
        for way in ways[here]:
            if way.next is None or way.next not in flow.steps:
                continue
            before, given = at.get(way.next), carried(way, at[here] | known.get(here, frozenset()))
            now = given if before is None else before & given
            if now != before:
                at[way.next] = now
                waiting.append(way.next)
    return Assigned(flow, ways, at)


def carried(way: Way, here: frozenset[str]) -> frozenset[str]:
    """What is set after a way that was gone where `here` is."""
    return (ALWAYS if way.anew else here) | way.gives


def _resumed(way: Way) -> str:
    """A call that was cut off goes on there."""
    return f"(cut off at {way.step})"


def start(flow: DraftFlow) -> frozenset[str]:
    """What is set before the first step."""
    return ALWAYS | frozenset(flow.takes)


def unverified(flow: DraftFlow) -> Written | None:
    """The flow's own handler for a caller who is not as sure as it requires."""
    return flow.handlers.get("not_verified") if flow.requires is not None else None

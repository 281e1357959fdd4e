"""Where a call goes by itself: the ways that need no choice of the caller, within flows and from one to another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.outcomes import HUNG_UP
from ivr.flow.verbs import Ask, Confirm, Do, Menu, Pay, Queue, Resume, Run
from ivr.flow.ways import Way

Spot = tuple[str, str]
"""A flow and a step of it."""

_SILENT = ("no_input", "used_up")
"""How what is asked ends without the caller's doing. A wrong key is one: somebody is there, and may choose."""


@dataclass(frozen=True)
class Drift:
    """A way that a call takes by itself. `leaves`: into another run of a flow, where `at_most` counts anew."""

    start: Spot
    end: Spot
    way: Way | None
    leaves: bool


def within(analysis: Analysis, flow: DraftFlow) -> list[Drift]:
    """The ways inside one run of a flow that nothing limits: neither the caller, `at_most`, nor the policy."""
    back = returning_silently(analysis)
    return [
        Drift((flow.name, name), (flow.name, way.next), way, leaves=False)
        for name, step in flow.steps.items()
        for way in analysis.ways[flow.name][name]
        if way.next in flow.steps and way.next is not None
        if by_itself(analysis, step, way, back) and not limited(analysis, step, way)
        if step.step.at_most is None or way.outcome == "used_up"
    ]


def between(analysis: Analysis) -> list[Drift]:
    """All ways that a call takes by itself, those into other flows among them."""
    back = returning_silently(analysis)
    return [drift for flow in analysis.whole() for drift in _of_flow(analysis, flow, back)]


def _of_flow(analysis: Analysis, flow: DraftFlow, back: Mapping[str, frozenset[str]]) -> Iterator[Drift]:
    flows = analysis.draft.flows
    for name, step in flow.steps.items():
        here = (flow.name, name)
        kind = step.step
        if isinstance(kind, Run) and kind.run in flows and not flows[kind.run].broken:
            yield Drift(here, (kind.run, flows[kind.run].order[0]), None, leaves=True)
        for way in analysis.ways[flow.name][name]:
            if not by_itself(analysis, step, way, back) or limited(analysis, step, way):
                continue
            to = way.written.target.to
            if way.by == "line" and to in flows and to is not None and not flows[to].broken:
                yield Drift(here, (to, flows[to].order[0]), way, leaves=True)
            elif way.next is not None and way.next in flow.steps:
                yield Drift(here, (flow.name, way.next), way, leaves=False)


def by_itself(analysis: Analysis, step: DraftStep, way: Way, back: Mapping[str, frozenset[str]]) -> bool:
    """Whether a call takes this way without the caller's doing. `back`: what each flow returns so."""
    kind, outcome = step.step, way.outcome
    if outcome == HUNG_UP or way.anew:
        return False
    if isinstance(kind, Menu | Ask):
        return outcome in _SILENT
    if isinstance(kind, Resume):
        return outcome not in ("no", "no_match")
    if isinstance(kind, Pay):
        return outcome in ("not_taken", "used_up")
    if isinstance(kind, Queue):
        return outcome != kind.normal  # a person has spoken with them
    if isinstance(kind, Confirm):
        return outcome not in ("confirmed", "wrong", "expired", "no_match")
    if isinstance(kind, Run):
        known = kind.run in analysis.draft.flows and not analysis.draft.flows[kind.run].broken
        return outcome == "used_up" or not known or outcome in back.get(kind.run, frozenset())
    return True


def limited(analysis: Analysis, step: DraftStep, way: Way) -> bool:
    """Whether the policy counts what leads here, so that it ends in `used_up` at last."""
    kind = step.step
    if isinstance(kind, Confirm):
        return way.outcome == "no_input"  # a code is sent before each
    contract = analysis.draft.contracts.get(kind.do) if isinstance(kind, Do) else None
    return contract is not None and "used_up" in contract.outcomes and way.outcome != "used_up"


def returning_silently(analysis: Analysis) -> Mapping[str, frozenset[str]]:
    """By flow, the outcomes it may return to who runs it without any choice of the caller."""
    back: dict[str, frozenset[str]] = {flow.name: frozenset() for flow in analysis.whole()}
    while True:
        found = {flow.name: _returns(analysis, flow, back) for flow in analysis.whole()}
        if found == back:
            return back
        back = found


def _returns(analysis: Analysis, flow: DraftFlow, back: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    seen = {flow.order[0]}
    if flow.requires is not None and "not_verified" in flow.handlers:
        target = flow.handlers["not_verified"].target
        found |= {target.return_} if target.return_ is not None else set()
        seen |= {target.to} if target.to in flow.steps and target.to is not None else set()
    waiting = deque(seen)
    while waiting:
        here = waiting.popleft()
        for way in analysis.ways[flow.name][here]:
            if not by_itself(analysis, flow.steps[here], way, back):
                continue
            if way.returns is not None:
                found.add(way.returns)
            if way.next is not None and way.next in flow.steps and way.next not in seen:
                seen.add(way.next)
                waiting.append(way.next)
    return frozenset(found)

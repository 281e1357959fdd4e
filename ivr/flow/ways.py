"""The ways out of every step: which outcome leads where, by whose handler, and what is known after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from ivr.flow.draft import Draft, DraftFlow, DraftStep, Written
from ivr.flow.line import INSTEAD
from ivr.flow.outcomes import HUNG_UP, RESUMED, Outcomes, Returns, outcomes
from ivr.flow.verbs import Ask, Checkpoint, Menu, Pay, Run, Set, Take, Target
from ivr.flow.verbs.do import Do

By = Literal["way", "step", "flow", "line"]
"""Who says where it goes: the step's own way (a choice, a branch, its `to`), or whose `on`."""


@dataclass(frozen=True)
class Way:
    """One way out of a step. `next` is the step it leads to; None when it leaves the flow or, where `falls`, runs off
    the end. `gives` are the variables it sets. `through`: it says where nothing, and goes the step's normal way.
    `anew`: another call goes on here, and of what was set or known before nothing is left."""

    step: str
    outcome: str
    written: Written = field(compare=False)
    by: By
    next: str | None
    gives: frozenset[str] = frozenset()
    falls: bool = False
    through: bool = False
    returns: str | None = None
    anew: bool = False


def ways(draft: Draft, returns: Returns, flow: DraftFlow, step: DraftStep) -> tuple[Way, ...]:
    """All ways out of one step; the outcomes that nobody handles, and those of an unknown action, have none."""
    found = outcomes(draft, returns, step)
    return (*_own(flow, step, found), *(_handled(draft, flow, step, found) if found is not None else ()))


def written_ways(step: DraftStep) -> tuple[tuple[str, Written], ...]:
    """What a step itself writes of ways: its normal one, its choices, its branches. Handlers are its `handlers`."""
    return step.ways


def _own(flow: DraftFlow, step: DraftStep, found: Outcomes | None) -> Iterator[Way]:
    normal, *inner = written_ways(step)
    saved = saves(step)
    gives = saved if found is not None and found.normal in found.gives else frozenset[str]()
    if isinstance(step.step, Set):
        gives = frozenset(step.step.set)
    outcome = (found.normal if found is not None else step.step.normal) or ""
    if isinstance(step.step, Menu):
        for key, written in inner:
            value = step.step.choices[key].value
            yield _way(flow, step, outcome, written, "way", saved if value is not None else frozenset())
        return
    for _, written in inner:
        yield _way(flow, step, "branch", written, "way", frozenset())
    if isinstance(step.step, Checkpoint):
        resumed = step.handlers.get(RESUMED)
        by: By = "way" if resumed is None else "step"
        kept = frozenset(step.step.checkpoint)
        yield replace(_way(flow, step, RESUMED, resumed or normal[1], by, kept), anew=True)
    ends = normal[1].target.return_ is not None or normal[1].target.hang_up is not None
    if outcome in step.handlers:  # `on: {yes: pay, no: menu}`: as good as `to: pay`
        yield _way(flow, step, outcome, step.handlers[outcome], "step", gives)
        return
    if outcome or (ends and found is not None and step.step.verb in ("return", "hang_up")):
        yield _way(flow, step, outcome, normal[1], "way", gives)


def _handled(draft: Draft, flow: DraftFlow, step: DraftStep, found: Outcomes) -> Iterator[Way]:
    for outcome in (*found.others, HUNG_UP):
        handler = handler_of(draft, flow, step, outcome)
        if handler is not None:
            by, written = handler
            yield _way(flow, step, outcome, written, by, saves(step) if outcome in found.gives else frozenset())


def handler_of(draft: Draft, flow: DraftFlow, step: DraftStep | None, outcome: str) -> tuple[By, Written] | None:
    """Who handles an outcome: as `Line.handler` will find it."""
    for name in (outcome, INSTEAD.get(outcome, "")):
        if step is not None and name in step.handlers:
            return "step", step.handlers[name]
        if name in flow.handlers:
            return "flow", flow.handlers[name]
        if name in draft.handlers:
            return "line", draft.handlers[name]
    return None


def saves(step: DraftStep) -> frozenset[str]:
    """The variable that `save` names, if there is one."""
    kind = step.step
    name = kind.save if isinstance(kind, Ask | Do | Menu | Pay | Run | Take) else None
    return frozenset({name} if name is not None else ())


def _way(flow: DraftFlow, step: DraftStep, outcome: str, written: Written, by: By, gives: frozenset[str]) -> Way:
    target = written.target
    if by == "line":  # its `to` is a flow: the call leaves this one
        return Way(step.name, outcome, written, by, None, gives, returns=target.return_)
    if leads(target):
        return Way(step.name, outcome, written, by, target.to, gives, returns=target.return_)
    normal = step.step.onward
    if normal.return_ or normal.hang_up:
        return Way(step.name, outcome, written, by, None, gives, through=True, returns=normal.return_)
    following = normal.to or flow.after(step.name)
    return Way(step.name, outcome, written, by, following, gives, falls=following is None, through=True)


def leads(target: Target) -> bool:
    """Whether a target itself says where it goes."""
    return bool(target.to or target.return_ or target.hang_up)

"""Where outcomes lead: the engine's own rules (`ivr.engine.outcomes`), without a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import LineTarget, Target


@dataclass(frozen=True)
class ToStep:
    step: str


@dataclass(frozen=True)
class ToFlow:
    """The call goes on in it; all runs are left."""

    flow: str


@dataclass(frozen=True)
class Back:
    """The run ends with this outcome, handing back values."""

    outcome: str
    written: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Over:
    """The call ends; or, what a checked line has not, nobody handles the outcome."""


Lead = ToStep | ToFlow | Back | Over


def settled(line: Line, flow: Flow, step: str, outcome: str, *, normal: bool) -> Lead:
    """Where a step's outcome leads: its own `on`, its normal way, the flow's `on`, the line's."""
    here = flow.step(step)
    if outcome in here.on:
        return followed(flow, step, here.on[outcome])
    if normal:
        return followed(flow, step, here.onward)
    return handled(line, flow, step, outcome)


def handled(line: Line, flow: Flow, step: str, outcome: str, *, own: bool = True) -> Lead:
    """Where an outcome leads that is not the normal one; `own` False: it is the flow's, and no step's."""
    target = line.handler(flow.name, step if own else None, outcome)
    return followed(flow, step, target) if target is not None else Over()


def followed(flow: Flow, step: str, target: Target) -> Lead:
    """Where a target of this step leads."""
    if target.to is not None:
        return ToFlow(target.to) if isinstance(target, LineTarget) else ToStep(target.to)
    if target.return_ is not None:
        return Back(target.return_, target.with_)
    if target.hang_up is not None:
        return Over()
    onward = flow.step(step)
    if onward.to is not None:
        return ToStep(onward.to)
    if onward.return_ is not None:
        return Back(onward.return_, onward.onward.with_)
    if onward.hang_up is not None:
        return Over()
    following = flow.after(step)
    return ToStep(following) if following is not None else Back("done")  # the end of a flow that says no `return`

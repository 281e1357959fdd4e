"""Runs of flows: entered, returned from, left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ivr.engine import proven
from ivr.engine.awaiting import Awaiting
from ivr.engine.call import Frame, Purpose
from ivr.engine.faults import StepFault
from ivr.engine.moves import Move, Visits
from ivr.engine.walk import Walk
from ivr.flow.contracts import Level
from ivr.flow.types import Value

DEEPEST = 50
"""Runs above each other: a call that goes round in circles through `run` is cut off before its state is too large."""


class TooDeep(StepFault):
    """Flows run each other without coming back."""


def enter(
    walk: Walk,
    flow: str,
    purpose: Purpose,
    takes: Mapping[str, Value] | None = None,
    interrupted: Awaiting | None = None,
) -> Move:
    """Begins a run of `flow` above the one that is walked."""
    if len(walk.state.frames) >= DEEPEST:
        raise TooDeep(f"more than {DEEPEST} flows wait for each other")
    serial = walk.state.serial + 1
    frame = Frame(
        number=serial,
        flow=flow,
        step=_first(walk, flow),
        purpose=purpose,
        variables=dict(takes or {}),
        interrupted=interrupted,
    )
    walk.change(frames=(*walk.state.frames, frame), serial=serial)
    return Visits()


def go_on_in(walk: Walk, flow: str) -> Move:
    """Leaves every run; the call goes on in `flow`."""
    _first(walk, flow)  # before anything is left
    left = walk.frame.flow
    if left != flow:
        walk.change(left=left)
    walk.change(frames=walk.state.frames[:1])  # room for one more, however deep they were
    move = enter(walk, flow, Purpose.OUTERMOST)
    walk.change(frames=walk.state.frames[-1:])
    return move


def go_to(walk: Walk, step: str) -> Move:
    """On to another step of this run."""
    if step not in walk.flow.steps and step not in walk.flow.asides:
        raise StepFault(f"there is no step '{step}' in '{walk.frame.flow}'")
    walk.change_frame(step=step, entered=True)
    return Visits()


def leave(walk: Walk) -> Frame:
    """Ends the run that is walked; the one below is walked again."""
    left = walk.frame
    walk.change(frames=walk.state.frames[:-1])
    return left


def forget_trails(walk: Walk) -> None:
    """Something is changed: `back` goes no further than here, in any run."""
    walk.change(frames=tuple(replace(frame, trail=()) for frame in walk.state.frames))


def met(walk: Walk, required: str) -> bool:
    """Whether we are as sure of the caller as a flow or a step requires."""
    return proven.level(walk.state) >= Level.of(required)


def verifying(walk: Walk) -> bool:
    """Whether the verify flow cannot help: it cannot require itself, and what it leads to may run it once more."""
    flows = [frame.flow for frame in walk.state.frames]
    return flows[-1] == walk.settings.verify or flows.count(walk.settings.verify) > 1


def _first(walk: Walk, flow: str) -> str:
    if flow not in walk.line.flows:
        raise StepFault(f"there is no flow '{flow}'")
    return walk.line.flows[flow].first

"""Where a call goes: outcomes to handlers, targets to steps, returns to the runs below."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.engine import frames
from ivr.engine.call import Purpose
from ivr.engine.faults import StepFault
from ivr.engine.moves import AsksAgain, Ends, Finishes, Move, Visits
from ivr.engine.proving import proving
from ivr.engine.scope import completed
from ivr.engine.walk import Walk
from ivr.flow.types import Record, Value
from ivr.flow.verbs import LineTarget, Run, Target


def settle(walk: Walk, outcome: str, normal: bool) -> Move:
    """Where the step's outcome leads: its own `on`; then, if it is the normal one, its `to`/`return`/next; else the
    flow's `on`, the line's `on`. Raises StepFault when nobody handles it."""
    step = walk.step
    if outcome in step.on:
        return go(walk, step.on[outcome])
    if normal:
        return go(walk, step.onward)
    return _handled(walk, walk.frame.step, outcome)


def settle_above(walk: Walk, outcome: str) -> Move:
    """Where an outcome leads that is the flow's own, and no step's."""
    return _handled(walk, None, outcome)


def _handled(walk: Walk, step: str | None, outcome: str) -> Move:
    target = walk.line.handler(walk.frame.flow, step, outcome)
    if target is None:
        raise StepFault(f"nobody handles '{outcome}' of step '{walk.frame.step}' in '{walk.frame.flow}'")
    return go(walk, target)


def go(walk: Walk, target: Target) -> Move:
    """Follows a target; the line's own names a flow, which the call goes on in."""
    if target.say is not None:
        walk.say(target.say)
    if target.to is not None:
        return frames.go_on_in(walk, target.to) if isinstance(target, LineTarget) else frames.go_to(walk, target.to)
    if target.return_ is not None:
        return returns(walk, target.return_, target.with_)
    if target.hang_up is not None:
        if target.hang_up != "silent":
            walk.say(target.hang_up)
        return Finishes()
    onward = walk.step.onward
    if onward.to is not None or onward.return_ is not None or onward.hang_up is not None:
        return go(walk, onward)
    following = walk.flow.after(walk.frame.step)
    # The end of a flow that says no `return` is its normal one.
    return frames.go_to(walk, following) if following is not None else returns(walk, "done", {})


def returns(walk: Walk, outcome: str, written: Mapping[str, str]) -> Move:
    """Ends this run with an outcome, handing back values to the run below."""
    if walk.state.gone:
        return Finishes()
    handed = _handed_back(walk, walk.flow.returns.get(outcome), written)
    if walk.frame.purpose is Purpose.OUTERMOST or len(walk.state.frames) == 1:
        walk.say_if_there("line-goodbye")
        return Finishes()
    left = frames.leave(walk)
    if left.purpose is Purpose.LANGUAGE:
        walk.change(awaiting=left.interrupted)
        return AsksAgain()
    if left.purpose is Purpose.REQUIRES:
        return required(walk, outcome)
    step = walk.step
    if isinstance(step, Run) and handed is not None:
        walk.save(step.save, handed)
    return Ends(outcome, normal=outcome == "done")


def required(walk: Walk, outcome: str) -> Move:
    """The verify flow came back: `done`, with the grant there, goes on; anything else is `not_verified`."""
    needed = walk.flow.requires if not walk.frame.entered else getattr(walk.step, "requires", None)
    met = outcome == "done" and (needed is None or frames.met(walk, needed))
    if walk.frame.entered and met and walk.frame.offered is not None:
        return proving(walk, proved=True)
    if walk.frame.entered:
        return Ends("met", normal=True) if met else Ends("not_verified")
    walk.change_frame(entered=True)
    return Visits() if met else settle_above(walk, "not_verified")


def _handed_back(walk: Walk, record: Record | None, written: Mapping[str, str]) -> Value | None:
    if record is None and not written:
        return None
    fields = record.fields if record is not None else {}
    given = {name: walk.value(text, fields[name].type if name in fields else None) for name, text in written.items()}
    return completed(given, record)

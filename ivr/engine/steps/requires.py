"""requires: how sure we must be, at a step or before a flow's first."""

from __future__ import annotations

from ivr.engine import frames
from ivr.engine.call import Purpose
from ivr.engine.moves import Ends, Move
from ivr.engine.outcomes import settle_above
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Requires


def enter(walk: Walk, step: Requires) -> Move:
    if frames.met(walk, step.requires):
        return Ends("met", normal=True)
    if frames.verifying(walk):
        return Ends("not_verified")
    return frames.enter(walk, walk.settings.verify, Purpose.REQUIRES)


def before_first(walk: Walk) -> Move | None:
    """What a flow's own `requires` asks before its first step; None when that may be visited."""
    needed = walk.flow.requires
    if needed is None or frames.met(walk, needed):
        walk.change_frame(entered=True)
        return None
    # The verify flow is being run, or is this very flow: it cannot require itself.
    if frames.verifying(walk):
        walk.change_frame(entered=True)
        return settle_above(walk, "not_verified")
    return frames.enter(walk, walk.settings.verify, Purpose.REQUIRES)


REQUIRES = Kind[Requires](enter)

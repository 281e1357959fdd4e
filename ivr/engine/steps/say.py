"""say: the caller hears a prompt, to its end: what may be interrupted is said by a menu or an ask."""

from __future__ import annotations

from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Say


def enter(walk: Walk, step: Say) -> Move:
    walk.say(step.say)
    return Ends("said", normal=True)


SAY = Kind[Say](enter)

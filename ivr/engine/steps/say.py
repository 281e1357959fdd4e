"""say: the caller hears a prompt. Right before a question it may be interrupted with it (`directives.joined`)."""

from __future__ import annotations

from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Say


def enter(walk: Walk, step: Say) -> Move:
    walk.say(step.say)
    return Ends("said", normal=True)


SAY = Kind[Say](enter)

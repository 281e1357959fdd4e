"""return, hang_up: the end of a run, the end of a call. Where they lead is written in them as in every step."""

from __future__ import annotations

from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import HangUp, Return


def leave(walk: Walk, step: Return | HangUp) -> Move:  # noqa: ARG001 - a step's enter
    return Ends(step.verb, normal=True)


RETURN = Kind[Return](leave, silent=True)
HANG_UP = Kind[HangUp](leave, silent=True)

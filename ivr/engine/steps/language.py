"""language: the call goes on in another language."""

from __future__ import annotations

from ivr.engine.faults import StepFault
from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.types import TEXT
from ivr.flow.verbs import Language


def enter(walk: Walk, step: Language) -> Move:
    wanted = walk.value(step.language, TEXT)
    if not isinstance(wanted, str) or wanted not in walk.settings.languages:
        raise StepFault(f"the line does not speak '{wanted}'")
    walk.change(language=wanted)
    return Ends("set", normal=True)


LANGUAGE = Kind[Language](enter, silent=True)

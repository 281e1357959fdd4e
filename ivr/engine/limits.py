"""The limits of an ask: `min` and `max`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ivr.engine.answers import ANSWERS
from ivr.engine.faults import StepFault
from ivr.engine.walk import Walk
from ivr.flow.types import Value
from ivr.flow.verbs import Ask
from ivr.values import Money


def beyond(walk: Walk, step: Ask, value: Value) -> tuple[Literal["too_low", "too_high"], Value] | None:
    """The limit that the answer is beyond; None when it is within them. Raises StepFault for one that is not there
    or does not compare."""
    if step.min is not None:
        least = walk.value(step.min, ANSWERS[step.for_].type)
        if _less(value, least):
            return "too_low", least
    if step.max is not None:
        most = walk.value(step.max, ANSWERS[step.for_].type)
        if _less(most, value):
            return "too_high", most
    return None


def _less(one: Value, other: Value) -> bool:
    if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency:
        return one < other
    if isinstance(one, int) and isinstance(other, int):
        return one < other
    if type(one) is date and type(other) is date:
        return one < other
    raise StepFault("an answer and its limit do not compare")

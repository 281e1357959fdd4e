"""What a type of answer is: how keys and speech are read as it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ivr.engine.walk import Walk
from ivr.flow.types import Type, Value

Reader = Callable[[str, Walk], Value | None]
"""Reads keys, or what was said, in the line's country and the caller's language; None when it is no such answer."""


@dataclass(frozen=True)
class AnswerKind:
    """type       what prompts say it as.
    most_keys  where its keys are always as many. finish: the key that ends it, None where none does.
    text       the answer as an action gets it when it is secret.
    """

    type: Type
    keyed: Reader
    spoken: Reader
    most_keys: int | None = None
    finish: str | None = "#"
    text: Callable[[Value], str] = str


def unread(_text: str, _walk: Walk) -> None:
    """The reader of what cannot be given so."""

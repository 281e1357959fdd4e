"""What a kind of step is to the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ivr.engine.awaiting import Awaiting
from ivr.engine.events import ActionEnded, Meaning
from ivr.engine.moves import Move
from ivr.engine.questions import Question
from ivr.engine.walk import Walk
from ivr.flow.verbs import Step

S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Kind(Generic[S]):
    """enter     the step is visited.
    heard     what was awaited came: an answer, a card, the end of a queue. None: it awaits nothing.
    acted     an action it wanted ended. None: it wants none.
    question  what it asks while this is awaited. None: it asks nothing.
    silent    it may be walked when the caller has hung up.
    """

    enter: Callable[[Walk, S], Move]
    heard: Callable[[Walk, S, Meaning], Move] | None = None
    acted: Callable[[Walk, S, ActionEnded], Move] | None = None
    question: Callable[[Walk, S, Awaiting], Question] | None = None
    silent: bool = False

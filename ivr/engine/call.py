"""The state of one call: frozen, and made only of what `ivr.engine.state` can write down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ivr.engine.awaiting import LISTENING, Awaiting, Over, Starting
from ivr.engine.grants import Confirmation, Grant
from ivr.engine.stored import Stored


class Purpose(StrEnum):
    """What a frame was entered for: decides where its `return` leads."""

    OUTERMOST = "outermost"
    """The call goes on in this flow; its return ends the call."""
    RUN = "run"
    """A `run` step below it."""
    REQUIRES = "requires"
    """A `requires`, of the flow or of a step below it."""
    LANGUAGE = "language"
    """The language shortcut: the question below it is asked again."""


@dataclass(frozen=True)
class Tries:
    """Bad answers in this visit of a step."""

    no_input: int = 0
    no_match: int = 0
    other: int = 0
    """Out of limits, not confirmed, or a wrong code."""

    @property
    def bad(self) -> int:
        return self.no_input + self.no_match + self.other


NO_TRIES = Tries()


@dataclass(frozen=True)
class Passed:
    """The checkpoint that a run passed last, and the variables it keeps. within: minutes, where the step says."""

    step: str
    kept: Mapping[str, Stored] = field(default_factory=dict, hash=False)
    within: int | None = None


@dataclass(frozen=True)
class Frame:
    """One run of a flow.

    number     of this run in the call, from 1: never given again, so that it may name what was done here.
    entered    false until what the flow `requires` was met.
    visits     of each step. asked: actions asked for in this visit.
    places     by list (as `from` writes it): the position of the item taken last, from 1.
    trail      the menus and asks that `back` may go to; the last is the one that is here.
    interrupted  what was awaited below, when the language shortcut was taken.
    passed     the last checkpoint of this run. offered: at a `resume` step, where another call was cut off.
    """

    number: int
    flow: str
    step: str
    purpose: Purpose
    entered: bool = False
    variables: Mapping[str, Stored] = field(default_factory=dict, hash=False)
    visits: Mapping[str, int] = field(default_factory=dict, hash=False)
    asked: int = 0
    tries: Tries = NO_TRIES
    places: Mapping[str, int] = field(default_factory=dict, hash=False)
    trail: tuple[str, ...] = ()
    interrupted: Awaiting | None = None
    passed: Passed | None = None
    offered: str | None = None

    @property
    def visit(self) -> int:
        return self.visits.get(self.step, 0)


@dataclass(frozen=True)
class Piece:
    """Something that was said: text in a language, or an audio file."""

    text: str
    language: str
    audio: str | None = None


@dataclass(frozen=True)
class State:
    """One call between two turns.

    now       when the call was last heard; what is live is live then.
    frames    runs of flows, the outermost first; never empty: a call that has ended tells where.
    serial    frames entered so far. walked: steps since the caller was last heard. troubles: times it broke down.
    said      since the caller was last heard: what `repeat` says again.
    done      what was done, in a few words each, for the agent.
    left      the flow they were in when they left it for a person: what they wanted.
    gone      the caller has hung up: what is still walked is silent.
    """

    call: str
    caller: str | None
    language: str
    now: datetime
    frames: tuple[Frame, ...]
    awaiting: Awaiting = field(default_factory=Starting)
    serial: int = 1
    walked: int = 0
    troubles: int = 0
    grants: tuple[Grant, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    said: tuple[Piece, ...] = ()
    done: tuple[str, ...] = ()
    left: str | None = None
    gone: bool = False

    @property
    def ended(self) -> bool:
        return isinstance(self.awaiting, Over)

    @property
    def listening(self) -> bool:
        """Whether the caller was asked something."""
        return isinstance(self.awaiting, LISTENING)

    @property
    def frame(self) -> Frame:
        """The run that is walked."""
        return self.frames[-1]

"""What an event means in a call: `Heard`, from `hear`, is what `advance` takes and what the journal keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ivr.engine.raw import ActionEnded, Began, CaptureEnded, HungUp, QueueLeft, StillWorking
from ivr.engine.stored import Stored
from ivr.values import Secret


@dataclass(frozen=True)
class Chosen:
    """A choice of the menu was picked, by key or by word: `key` is 0-9, star or pound."""

    key: str


@dataclass(frozen=True)
class Given:
    """The ask was answered with a value of its type and length. Its limits are the step's own to judge."""

    value: Stored


@dataclass(frozen=True)
class GivenSecret:
    """A secret was given; `Heard.sealed` holds it, normalised, for as long as the turn lasts."""


@dataclass(frozen=True)
class Answered:
    """Yes or no was said to a question that takes them."""

    yes: bool


@dataclass(frozen=True)
class NoInput:
    """Nothing was heard."""


@dataclass(frozen=True)
class NoMatch:
    """Something was heard that answers nothing, or that the recogniser was too unsure of."""


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of `anywhere` was taken: repeat, back, agent, fraud or language."""

    name: str


@dataclass(frozen=True)
class Starred:
    """A lone star in an ask: the caller wants to hear the shortcuts."""


@dataclass(frozen=True)
class CardTaken:
    """A card was captured; `Heard.sealed` holds its token."""

    brand: str
    last_four: str


@dataclass(frozen=True)
class Unexpected:
    """An event that does not belong to what was awaited; `event` is its name."""

    event: str


Meaning = (
    Began
    | Chosen
    | Given
    | GivenSecret
    | Answered
    | NoInput
    | NoMatch
    | Shortcut
    | Starred
    | CardTaken
    | CaptureEnded
    | QueueLeft
    | HungUp
    | ActionEnded
    | StillWorking
    | Unexpected
)


@dataclass(frozen=True)
class Heard:
    """What an event means in this call, with the turn's time and randomness. The journal keeps it, but for `sealed`:
    a secret answer or a card's token, in memory for one turn."""

    what: Meaning
    now: datetime
    draw: str
    sealed: Secret | None = field(default=None, compare=False)

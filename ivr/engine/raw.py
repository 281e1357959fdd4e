"""Events: what happened on the telephone, from a channel. What it means in a call is `ivr.engine.meanings`.

A raw event may hold secrets in the clear (digits keyed as a code, a card's token); it lives in memory for one turn
and is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ivr.engine.grants import Confirmation, Grant
from ivr.engine.stored import Stored
from ivr.values import Secret


@dataclass(frozen=True)
class Began:
    """The call reached the line. `caller` is E.164, None when withheld; `called` the number dialled."""

    caller: str | None
    called: str


@dataclass(frozen=True)
class Keyed:
    """Keys pressed in a Listen: 0-9, * and #, without the finishing key."""

    keys: str


@dataclass(frozen=True)
class Spoke:
    """Speech recognised in a Listen. `confidence` is 0 to 1, None when the carrier sent none."""

    text: str
    confidence: float | None = None


@dataclass(frozen=True)
class Silence:
    """A Listen ended with nothing heard."""


@dataclass(frozen=True)
class Went:
    """The telephone came to the end of a document and asked for the next one (a redirect)."""


@dataclass(frozen=True)
class CardCaptured:
    """A Capture succeeded. `token` is what the processor charges; `last_four` as masked by the carrier."""

    token: Secret
    brand: str
    last_four: str


@dataclass(frozen=True)
class CaptureEnded:
    """A Capture ended without a card: stopped by the caller's star, or not taken for `reason`."""

    how: Literal["stopped", "not_taken"]
    reason: str = ""


@dataclass(frozen=True)
class QueueLeft:
    """A wait in a queue ended. `seconds` waited, when known."""

    how: Literal["answered", "full", "too_long", "failed", "left"]
    seconds: int | None = None


@dataclass(frozen=True)
class HungUp:
    """The caller hung up, or the call ended without our saying so."""


@dataclass(frozen=True)
class ActionEnded:
    """An action the engine asked for ended: the runtime's own event."""

    action: str
    outcome: str
    result: Stored | None = None
    grant: Grant | None = None
    confirmation: Confirmation | None = None
    note: str | None = None


@dataclass(frozen=True)
class StillWorking:
    """An action outside has no result yet: the runtime's own event, answered by a holding prompt."""


What = (
    Began
    | Keyed
    | Spoke
    | Silence
    | Went
    | CardCaptured
    | CaptureEnded
    | QueueLeft
    | HungUp
    | ActionEnded
    | StillWorking
)


@dataclass(frozen=True)
class Raw:
    """What happened, with the time and the randomness of the turn: engine and domain have none of their own.

    now   aware datetime. draw  32 hex digits.
    """

    what: What
    now: datetime
    draw: str

"""What a call waits for, and what may come of it.

A call is a generator: it yields a moment, and is sent the reply. Whoever drives it (a handset) answers, and lets the
clock run; a call itself never waits, sleeps, reads or prints.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from ivr.phone.switch import Bridge, Waiting


# --- moments: what the call waits for


@dataclass(frozen=True, eq=False)
class Speaking:
    """The line is heard (`say`, `play`), keys are sent (`digits`), or nothing is (`pause`), for about `seconds`.

    `barge`: a key or speech now would interrupt it. `queue`: the caller is waiting in a queue meanwhile.
    """

    kind: Literal["say", "play", "digits", "pause"]
    text: str
    seconds: float
    language: str = ""
    barge: bool = False
    gathering: bool = False
    queue: Waiting | None = None


@dataclass(frozen=True, eq=False)
class Listening:
    """The line has finished and listens, `timeout` seconds at most.

    `got` are keys that came already: now only more keys, or the end of the time. `pay` is the step of <Pay> that is
    asked for (payment-card-number, expiration-date, security-code, postal-code).
    """

    keys: bool
    speech: bool
    timeout: float
    finish: str = ""
    length: int | None = None
    got: str = ""
    pay: str | None = None
    language: str = ""
    queue: Waiting | None = None


@dataclass(frozen=True, eq=False)
class Recording:
    """The line records: until a key of `finish`, `timeout` seconds of silence, or `longest` seconds."""

    timeout: float
    longest: float
    finish: str


@dataclass(frozen=True, eq=False)
class Joining:
    """The call is about to enter a queue."""

    name: str


@dataclass(frozen=True, eq=False)
class Ringing:
    """Numbers are being rung, or a queue in which nobody waits yet (`queue`)."""

    numbers: tuple[str, ...]
    timeout: float
    queue: str | None = None


@dataclass(frozen=True, eq=False)
class Connecting:
    """An agent has taken a waiting call, which may still hear a document before they are bridged."""

    bridge: Bridge


@dataclass(frozen=True, eq=False)
class Bridged:
    """Two parties talk. `star`: * hangs up the far one (hangupOnStar)."""

    bridge: Bridge
    longest: float
    star: bool = False


Moment = Speaking | Listening | Recording | Joining | Ringing | Connecting | Bridged


# --- replies: what came


@dataclass(frozen=True)
class Passed:
    """The time went by: speech ended, listening timed out, nobody answered."""


@dataclass(frozen=True)
class Keys:
    keys: str


@dataclass(frozen=True)
class Speech:
    """`confidence` None: the request has no such field, as has been seen."""

    text: str
    confidence: float | None


@dataclass(frozen=True)
class HungUp:
    """The person at this telephone hung up."""


@dataclass(frozen=True)
class Recorded:
    seconds: float
    key: str = ""


@dataclass(frozen=True)
class Happened:
    """Something about the queue or the dialled number that no person at this telephone did: `full`, `busy`, ..."""

    what: str


@dataclass(frozen=True)
class Pretend:
    """<Pay> ends with this Result, whatever was keyed; `nothing` posts no action."""

    result: str
    error: str | None = None


@dataclass(frozen=True)
class Answered:
    """An agent took this waiting call."""

    bridge: Bridge


@dataclass(frozen=True)
class Connected:
    """The far party is there now."""


@dataclass(frozen=True)
class FarHungUp:
    """The far party of a bridge hung up."""


Reply = Passed | Keys | Speech | HungUp | Recorded | Happened | Pretend | Answered | Connected | FarHungUp


def length(moment: Moment) -> float:
    """How long a moment lasts if nobody does anything, in seconds."""
    if isinstance(moment, Speaking):
        return moment.seconds
    if isinstance(moment, (Listening, Recording, Ringing)):
        return moment.timeout
    if isinstance(moment, Bridged):
        return moment.longest
    return 0.0


T = TypeVar("T")
Run = Generator[Moment, Reply, T]
"""A part of a call: yields moments, is sent replies, returns a T."""


def spoken_seconds(text: str) -> float:
    """About how long a voice takes: 14 letters a second, 4 Chinese characters a second, and a breath."""
    wide = sum(1 for character in text if ord(character) >= 0x2E80)
    return round(0.3 + wide / 4 + (len(text) - wide) / 14, 1)

"""What a channel hands to the runtime, and what it gets back. No channel's words are in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ivr.engine.directives import Directive
from ivr.engine.events import What

Render = Callable[[tuple[Directive, ...], int], str]
"""Makes a channel's document of directives; the second argument is the number of the turn that its exits lead to."""


@dataclass(frozen=True)
class Arrival:
    """One webhook that asks for a turn.

    call    the carrier's id of the call. number: the turn, from 0; 0 begins the call.
    what    what happened. body: a digest of what was posted (hex), to tell a repeat from another event.
    called  the line's number that was dialled. caller: E.164, None when withheld.
    """

    call: str
    number: int
    what: What
    body: str
    called: str
    caller: str | None


@dataclass(frozen=True)
class Brief:
    """What an agent hears of the next caller waiting; every field fit to be spoken in the line's first language."""

    queue: str
    call: str
    name: str | None
    assurance: str
    account: str | None
    about: str | None
    done: tuple[str, ...]
    waited_seconds: int
    language: str


@dataclass(frozen=True)
class Waiting:
    """What the carrier says of a caller in a queue. position counts from 1; None where it was not said."""

    position: int | None
    seconds: int | None
    average_seconds: int | None = None
    size: int | None = None


class Turns(Protocol):
    """What channels may ask of the runtime. Every method answers whatever broke; details go to the log."""

    def turn(self, arrival: Arrival, render: Render) -> str:
        """The document for this turn, byte for byte the stored one when it was answered before. Raises TurnBusy when
        the call's row was not won in 2 s: the channel answers an unstored redirect to the same turn."""
        ...

    def waiting(self, call: str, waiting: Waiting, render: Render) -> str:
        """The document for a caller in a queue: a function of the stored state and `waiting`, never stored."""
        ...

    def ended(self, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        """A status callback: journalled under (call, sequence); a call that ended is hung up in its flow, once."""
        ...

    def delivered(self, key: str, sid: str, status: str, error: int | None) -> None:
        """The carrier tells what became of the text with our `key`, and of its error, as its own number."""
        ...

    def answered(self, call: str, number: int) -> str | None:
        """The stored document of a turn, or None. For the fallback URL; raises nothing, also without a database."""
        ...

    def stumbled(self, call: str, number: int) -> int:
        """Counts a fallback request for a turn that has no answer; 1 is the first."""
        ...

    def is_agent(self, called: str, caller: str | None) -> bool:
        """Whether this is an agent calling for the next caller waiting."""
        ...

    def pin_accepted(self, *, right: bool) -> bool:
        """Whether a PIN counts that an agent keyed; wrong ones are counted over all processes, and after too many of
        late none counts."""
        ...

    def connected(self, call: str) -> None:
        """An agent took this waiting caller: nobody else is to be offered them."""
        ...

    def next_waiting(self) -> Brief | None:
        """The caller who has waited longest, over all queues of the line; None when nobody waits."""
        ...

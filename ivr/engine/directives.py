"""Directives: what the telephone should do. They are the telephone's, not any carrier's.

An answer is a run of `Say`, `Play` and `Pause`, then at most one of the others, which ends it. An answer without one
(speech only) is followed by the next turn, as `Continue`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ivr.values.changing import changed


@dataclass(frozen=True)
class Say:
    """Speak `text` in `language` (BCP 47) with the line's `voice` for it."""

    text: str
    language: str
    voice: str | None = None


@dataclass(frozen=True)
class Play:
    """Play an audio file of the line: a URL, or a path below the line's audio folder."""

    url: str


@dataclass(frozen=True)
class Pause:
    seconds: int = 1


Speech = Say | Play | Pause


@dataclass(frozen=True)
class Listen:
    """Speak `prompts` and hear keys, or speech where `speech` is set; barge-in interrupts the prompts.

    most_keys   stop at so many keys (None: until `finish` or a pause). finish: the key that ends it, not delivered;
                None: no key does, so that # and * are delivered.
    wait        seconds of silence before it ends with nothing heard; between: seconds between keys.
    hints       words the recogniser should expect, in `language`.
    """

    prompts: tuple[Speech, ...]
    language: str
    wait: int
    between: int
    speech: bool = True
    most_keys: int | None = None
    finish: str | None = "#"
    hints: tuple[str, ...] = ()
    barge_in: bool = True


@dataclass(frozen=True)
class PayPrompt:
    """What is said while a card is keyed: for `part` (number, expiry, code, postcode, processing); on `error` (any of
    timeout, invalid: empty for the first asking); on the attempts in `attempts` (empty: all)."""

    part: str
    speech: tuple[Speech, ...]
    error: str = ""
    attempts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Capture:
    """Have the telephone capture a card; its number is never ours. Nothing is charged."""

    prompts: tuple[PayPrompt, ...]
    language: str
    attempts: int = 3
    wait: int = 10
    postcode: bool = True


@dataclass(frozen=True)
class Enqueue:
    """Wait for a person in `queue`; what is said meanwhile is asked for by its own document."""

    queue: str
    longest: int
    """Most minutes of waiting."""
    brief: Mapping[str, str] = field(default_factory=dict, hash=False)
    """For the agent: who (name or none), assurance, about, account (last four), done (what was done, by `; `)."""


@dataclass(frozen=True)
class Continue:
    """Come straight back with the next turn (an action outside is running, or this document would be too long)."""


@dataclass(frozen=True)
class Leave:
    """Leave the queue: only in what is said while waiting; the call goes on where its wait ends."""


@dataclass(frozen=True)
class HangUp:
    """End the call."""


Directive = Say | Play | Pause | Listen | Capture | Enqueue | Continue | Leave | HangUp


def joined(directives: Iterable[Directive]) -> tuple[Directive, ...]:
    """What is said right before a Listen becomes its prompts, so that a caller who knows the line may interrupt it."""
    made: list[Directive] = []
    for directive in directives:
        if isinstance(directive, Listen):
            start = len(made)
            while start and isinstance(made[start - 1], Speech):
                start -= 1
            before = [said for said in made[start:] if isinstance(said, Speech)]
            made[start:] = [changed(directive, prompts=(*before, *directive.prompts))]
        else:
            made.append(directive)
    return tuple(made)

"""What happened in a run, in order: the log that two runs of a seed must have in common, and the story of a failure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
BEGINS = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
"""Midnight in the shipped line's time zone, on the demo's day."""


@dataclass(frozen=True)
class Happening:
    """`who` did or met `what`, `at` seconds after the beginning of the day. `call` is the caller it is about."""

    at: float
    who: str
    what: str
    call: str = ""


@dataclass
class Story:
    """The log of a run. `counts` is what the command prints: calls, turns, faults by sort, kills, charges."""

    now: Callable[[], float]
    happenings: list[Happening] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def tell(self, who: str, what: str, call: str = "") -> None:
        self.happenings.append(Happening(self.now(), who, what, call))

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def fault(self, sort: str, who: str, what: str, call: str = "") -> None:
        """Something that the simulation broke."""
        self.count(f"fault: {sort}")
        self.tell(who, f"!! {what}", call)

    def digest(self) -> str:
        """The same for two runs that were the same."""
        text = "\n".join(line(each) for each in self.happenings)
        return hashlib.sha256(text.encode()).hexdigest()


def line(happening: Happening) -> str:
    at = (BEGINS + timedelta(seconds=happening.at)).astimezone(ZONE)
    clock = f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"
    return f"{clock}  {happening.who:<12} {happening.call:<10} {happening.what}".rstrip()


def shortened(text: str, most: int = 150) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"

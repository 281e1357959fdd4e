"""When each queue is open: hours.yaml, compiled. Reading it is in `hours_file`, ruling by it in `opening`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY = 24 * 60
"""Minutes of a day on the clock on the wall; 24:00 is the end of one."""


@dataclass(frozen=True, order=True)
class Span:
    """From `start` until before `end`, in minutes since midnight on the wall clock."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start // 60:02d}:{self.start % 60:02d}-{self.end // 60:02d}:{self.end % 60:02d}"


ALL_DAY = (Span(0, DAY),)


@dataclass(frozen=True)
class Ruled:
    """The spans of some day, in order, and where that is written (`flows/hours.yaml:12`)."""

    spans: tuple[Span, ...]
    place: str
    reason: str = ""

    def __str__(self) -> str:
        if not self.spans:
            return "closed"
        return "open all day" if self.spans == ALL_DAY else ", ".join(map(str, self.spans))


@dataclass(frozen=True)
class QueueHours:
    """One queue. A weekday that is not there is closed. `room`: how many may wait at once.

    place       where the queue is written.
    holidays    what holds on a public holiday; None: it is a day like any other.
    exceptions  by date; they win over everything.
    """

    weekly: Mapping[Weekday, Ruled]
    place: str
    holidays: Ruled | None
    exceptions: Mapping[date, Ruled] = field(default_factory=dict)
    room: int = 25


@dataclass(frozen=True)
class Hours:
    """All of hours.yaml. `country` and `region` name the public holidays (ISO 3166); no country, no holidays."""

    queues: Mapping[str, QueueHours]
    country: str | None = None
    region: str | None = None

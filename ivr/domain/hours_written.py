"""hours.yaml as it is written.

holidays: {country: US, region: NY}
queues:
  support:
    hours:
      monday-friday: [08:00-12:00, 13:00-20:00]
      saturday: 09:00-14:00
    holidays: closed
    room: 20
exceptions:
  - {date: 2026-12-24, hours: 08:00-16:00, reason: Christmas Eve, queues: [support]}
"""

from __future__ import annotations

import re
from datetime import date

from pydantic import Field, field_validator

from ivr.marks import Written


class WrittenHolidays(Written):
    country: str
    region: str | None = None


Times = str | list[str]
"""`08:00-20:00`, a list of such spans, `always`, or `closed`."""


class WrittenQueue(Written):
    """`hours`: by weekday or range of weekdays, or `always`. `holidays`: hours then, or `as_usual`."""

    hours: str | dict[str, Times]
    holidays: Times = "closed"
    room: int = Field(default=25, gt=0)


class WrittenException(Written):
    date: date
    hours: Times
    reason: str = ""
    queues: list[str] | None = None


class WrittenHours(Written):
    queues: dict[str, WrittenQueue] = Field(min_length=1)
    holidays: WrittenHolidays | None = None
    exceptions: tuple[WrittenException, ...] = ()

    @field_validator("queues")
    @classmethod
    def _named(cls, queues: dict[str, WrittenQueue]) -> dict[str, WrittenQueue]:
        for name in queues:
            if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                raise ValueError(f"'{name}' is no name for a queue: use small letters, digits and _")
        return queues

"""What is compared, and how much the two clocks and the way between them may differ without anybody being wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(minutes=15)
"""A payment is settled within a quarter of an hour, or handed to a person: until then nothing about it is wrong."""
SKEW = timedelta(minutes=5)
"""How far our clock and the processor's may be apart."""
MARGIN = timedelta(days=1)
"""How much further both sides are read than what is asked about: a charge is sent up to 12 hours after it was decided
on (`ivr.gateways.payments.KEY_LIFE_MS`), and the clocks may differ."""


@dataclass(frozen=True)
class Period:
    """From `since` up to, not including, `until`. `read` is when the reading of the processor's record began: what
    moved after, or shortly before it, may be on one side only."""

    since: datetime
    until: datetime
    read: datetime
    late: timedelta = LATE
    skew: timedelta = SKEW

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    def young(self, moment: datetime) -> bool:
        """Too new for anything to be wrong about it."""
        return moment > self.read - self.late - self.skew

    def too_late(self, charged: datetime, booked: datetime) -> bool:
        return booked - charged > self.late + self.skew

    @property
    def margin(self) -> tuple[datetime, datetime]:
        return self.since - MARGIN, self.until + MARGIN

"""What surrounds one piece of business: whose books, which rules, which call, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ivr.domain.policy import Rules
from ivr.domain.ports import Books


@dataclass(frozen=True)
class Occasion:
    """
    call      the call's id.   caller   the number it came from, None when withheld: a hint, never a proof.
    now       with a zone.   zone   the line's, for dates.
    key       the name of this doing: the same doing has the same key, and makes the same rows.
    draw      a random number as 32 hex digits, the only randomness there is; "" where none is needed (bookings).
    shut      what cannot be done outside just now, since its service failed of late: charge, text, email.
    """

    books: Books
    rules: Rules
    call: str
    caller: str | None
    language: str
    now: datetime
    zone: ZoneInfo
    currency: str
    key: str
    draw: str
    shut: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The date on the line's wall calendar."""
        return self.now.astimezone(self.zone).date()

"""What a handset is to a call."""

from __future__ import annotations

from typing import Protocol

from ivr.phone.leg import Leg
from ivr.phone.moments import Moment, Reply


class Handset(Protocol):
    """Answers the moments of one call, and lets its clock run meanwhile."""

    def reply(self, leg: Leg, moment: Moment) -> Reply:
        """What comes of this moment."""
        ...


def drive(leg: Leg, handset: Handset) -> None:
    """Place the call and see it through; `leg.ended` says how it ended."""
    leg.start()
    while leg.moment is not None:
        leg.answer(handset.reply(leg, leg.moment))

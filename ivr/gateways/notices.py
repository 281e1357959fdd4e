"""What a card processor tells us by itself: results that came late, and what became of a charge afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.domain.returns import Return
from ivr.errors import IvrError
from ivr.gateways.payments import Charged
from ivr.values import Money


class NotAuthenticError(IvrError):
    """A notice that the processor did not sign, or too long ago."""


@dataclass(frozen=True)
class Notice:
    """One event of the processor's.

    id, kind    its own; the same id is the same event, however often it is told.
    reference   its name for the charge; key: ours, "" when the event does not bear it.
    came        what became of the charge, with the `amount` that was taken; None when the event is no result.
    returned    what happened to the money since it was taken: refunds and disputes, each as it stands by this event.
    """

    id: str
    kind: str
    reference: str
    key: str = ""
    came: Charged | None = None
    amount: Money | None = None
    returned: tuple[Return, ...] = ()

"""What became of a payment whose caller was cut off, and is back."""

from __future__ import annotations

from ivr.domain import cut_off
from ivr.domain.occasion import Occasion
from ivr.domain.records import UNSETTLED, Account, Payment, PaymentStatus

TOLD = (*UNSETTLED, PaymentStatus.SUCCEEDED)


def earlier(on: Occasion, account: Account) -> Payment | None:
    """The newest payment on the account in the calls that this one goes on from, if it was taken or may yet be. One
    that was declined or failed charged nothing: there is nothing to tell, and it may be tried again."""
    calls = cut_off.before(on)
    made = [each for each in on.books.payments.of(account.id) if each.call in calls and each.status in TOLD]
    return max(made, key=lambda each: (each.made, each.id), default=None)

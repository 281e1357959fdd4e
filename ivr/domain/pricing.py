"""What paying by telephone costs, by the fees in policy.yaml."""

from __future__ import annotations

from decimal import Decimal

from ivr.domain.policy import Fee
from ivr.values import Money


def fee_of(fee: Fee, amount: Money) -> Money:
    """The fee for paying `amount`: fixed and percentage together, rounded half up, at most `at_most`."""
    charged = Money.rounded(fee.fixed + amount.amount * fee.percent / Decimal(100), amount.currency)
    if fee.at_most is not None:
        charged = min(charged, Money.rounded(fee.at_most, amount.currency))
    return charged


def amount_in(fee: Fee, total: Money) -> Money | None:
    """The amount whose price is `total`, or None when there is none.

    Amount and fee together grow with the amount, so there is at most one: found by halving.
    """
    low, high = 0, total.minor_units
    while low < high:
        middle = (low + high) // 2
        amount = Money.minor(middle, total.currency)
        if amount + fee_of(fee, amount) < total:
            low = middle + 1
        else:
            high = middle
    amount = Money.minor(low, total.currency)
    return amount if amount + fee_of(fee, amount) == total else None

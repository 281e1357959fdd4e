"""Money as Stripe counts it: whole numbers of the currency's smallest unit, by Stripe's own lists.

Stripe's decimals are not always CLDR's (`Money`'s): it takes krona and Ugandan shillings in hundredths that must be
whole, and thousandths only in tens. Source: https://docs.stripe.com/currencies#zero-decimal and below it.
"""

from __future__ import annotations

from decimal import Decimal

from ivr.errors import GatewayRefused
from ivr.values import Money

NO_DECIMALS = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
WHOLE_HUNDREDTHS = frozenset({"ISK", "UGX"})
"""Without decimals by now, and still written with two, so that older callers go on working: 5 ISK is 500."""
MOST = 99_999_999
"""https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts: eight digits."""


def _factor(currency: str) -> int:
    return 1 if currency in NO_DECIMALS else 1000 if currency in THREE_DECIMALS else 100


def units(amount: Money) -> int:
    """The amount as Stripe takes it. Raises GatewayRefused for one that it cannot take exactly: it is never rounded."""
    exact = amount.amount * _factor(amount.currency)
    coarse = 10 if amount.currency in THREE_DECIMALS else 100 if amount.currency in WHOLE_HUNDREDTHS else 1
    if exact != int(exact) or int(exact) % coarse or not 0 < exact <= MOST:
        raise GatewayRefused(f"Stripe takes no charge of exactly {amount}")
    return int(exact)


def money(count: int, currency: str) -> Money:
    """What Stripe means by `count` of `currency` (in its lower case). Raises ValueError for an amount or a currency
    that `Money` does not know."""
    name = currency.upper()
    return Money(Decimal(count) / _factor(name), name)

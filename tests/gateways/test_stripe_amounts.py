"""Money as Stripe counts it."""

from __future__ import annotations

import pytest

from ivr.errors import GatewayRefused
from ivr.gateways.stripe.amounts import money, units
from ivr.values import Money


@pytest.mark.parametrize(
    ("amount", "currency", "count"),
    [
        ("121.50", "USD", 12150),
        ("0.01", "EUR", 1),
        ("500", "JPY", 500),
        ("500", "KRW", 500),
        ("5", "UGX", 500),
        ("5", "ISK", 500),
        ("5.120", "KWD", 5120),
        ("7", "RSD", 700),
        ("999999.99", "USD", 99_999_999),
    ],
)
def test_amounts_go_there_and_come_back_exactly(amount: str, currency: str, count: int) -> None:
    given = Money.of(amount, currency)
    assert units(given) == count
    assert money(count, currency.lower()) == given


@pytest.mark.parametrize(("amount", "currency"), [("5.124", "KWD"), ("1000000.00", "USD"), ("0", "USD")])
def test_what_stripe_cannot_take_exactly_is_refused_and_never_rounded(amount: str, currency: str) -> None:
    with pytest.raises(GatewayRefused):
        units(Money.of(amount, currency))

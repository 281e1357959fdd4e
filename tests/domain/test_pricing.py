"""Fees, for any rules and amounts."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.policy import Fee
from ivr.domain.pricing import amount_in, fee_of
from ivr.values import Money
from tests.support.business import usd

CENTS = st.integers(1, 10_000_000)
FEES = st.builds(
    Fee,
    fixed=st.decimals(0, 50, places=2),
    percent=st.decimals(0, 100, places=2),
    at_most=st.none() | st.decimals(0, 60, places=2),
)


@given(FEES, CENTS)
def test_a_total_leads_back_to_its_amount(fee: Fee, cents: int) -> None:
    amount = Money.minor(cents, "USD")
    assert amount_in(fee, amount + fee_of(fee, amount)) == amount


@given(FEES, CENTS)
def test_what_an_amount_is_found_for_is_its_price(fee: Fee, cents: int) -> None:
    total = Money.minor(cents, "USD")
    amount = amount_in(fee, total)
    if amount is not None:
        assert amount + fee_of(fee, amount) == total


@given(FEES, CENTS)
def test_a_fee_is_never_above_its_most(fee: Fee, cents: int) -> None:
    charged = fee_of(fee, Money.minor(cents, "USD"))
    assert charged >= usd("0")
    assert fee.at_most is None or charged.amount <= fee.at_most


def test_half_a_cent_is_rounded_up() -> None:
    assert fee_of(Fee(percent=Decimal("1.5")), usd("1.00")) == usd("0.02")


def test_currencies_without_cents_have_fees_without_cents() -> None:
    assert fee_of(Fee(percent=Decimal("1.5")), Money.of(999, "JPY")) == Money.of(15, "JPY")


def test_no_amount_costs_less_than_the_fixed_fee() -> None:
    assert amount_in(Fee(fixed=Decimal("1.50")), usd("1.00")) is None

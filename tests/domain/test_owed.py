"""What is owed, for any instalments."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.owed import cover, horizon, owed, total
from ivr.domain.records import Account, Instalment
from ivr.values import Money
from tests.support.business import usd

TODAY = date(2026, 11, 24)
ZERO = usd("0")
LAST = TODAY + timedelta(days=21)


@st.composite
def _instalments(draw: st.DrawFn) -> list[Instalment]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        amount = draw(st.integers(1, 50_000))
        made.append(
            Instalment(
                plan=draw(st.sampled_from(["a", "b"])),
                number=number,
                due_date=TODAY + timedelta(days=draw(st.integers(-90, 90))),
                amount=Money.minor(amount, "USD"),
                minimum=Money.minor(draw(st.integers(0, amount)), "USD"),
                paid=Money.minor(draw(st.integers(0, amount)), "USD"),
            )
        )
    return made


def _account(instalments: list[Instalment]) -> Account:
    return Account("a", "40012345", "c", "loan", TODAY, total((each.open for each in instalments), ZERO))


@given(_instalments())
def test_what_is_owed_adds_up(instalments: list[Instalment]) -> None:
    now = owed(_account(instalments), instalments, TODAY, LAST)
    assert now.due == total((each.open for each in now.bills), ZERO)
    assert ZERO <= now.overdue <= now.minimum <= now.due <= _account(instalments).balance
    assert (now.oldest is None) == (not now.overdue)
    if now.due_date is not None:
        assert TODAY <= now.due_date <= LAST
    if now.next_date is not None:
        assert now.next_date > LAST
        assert now.next_amount


@given(_instalments(), st.integers(0, 500_000))
def test_a_payment_covers_neither_more_nor_less(instalments: list[Instalment], cents: int) -> None:
    amount = Money.minor(cents, "USD")
    changed, rest = cover(instalments, amount)
    before = total((each.open for each in instalments), ZERO)
    by_place = {(each.plan, each.number): each for each in instalments} | {
        (each.plan, each.number): each for each in changed
    }
    after = total((each.open for each in by_place.values()), ZERO)
    assert before - after == amount - rest
    assert not rest or not after
    assert all(ZERO <= each.paid <= each.amount for each in changed)


@given(_instalments(), st.integers(1, 500_000))
def test_the_oldest_is_covered_first(instalments: list[Instalment], cents: int) -> None:
    changed, _ = cover(instalments, Money.minor(cents, "USD"))
    touched = {(each.plan, each.number) for each in changed}
    newest = max((each.due_date for each in changed), default=TODAY)
    for each in instalments:
        if each.open and each.due_date < newest:
            assert (each.plan, each.number) in touched
    assert all(not each.open for each in changed[:-1])


@given(_instalments())
def test_paying_what_is_due_leaves_nothing_due(instalments: list[Instalment]) -> None:
    account = _account(instalments)
    now = owed(account, instalments, TODAY, LAST)
    changed, rest = cover(instalments, now.due)
    assert not rest
    by_place = {(each.plan, each.number): each for each in instalments} | {
        (each.plan, each.number): each for each in changed
    }
    assert not owed(account, list(by_place.values()), TODAY, LAST).due


def test_a_bill_is_out_three_weeks_before_its_date_and_due_today_is_not_overdue() -> None:
    def due_in(days: int) -> Money:
        bill = Instalment("a", 1, TODAY + timedelta(days=days), usd("10"), usd("10"), ZERO)
        return owed(_account([bill]), [bill], TODAY, horizon(TODAY, 21, None)).due

    assert [due_in(days) for days in (22, 21, 0, -1)] == [ZERO, usd("10"), usd("10"), usd("10")]
    today = Instalment("a", 1, TODAY, usd("10"), usd("10"), ZERO)
    assert not owed(_account([today]), [today], TODAY, LAST).overdue

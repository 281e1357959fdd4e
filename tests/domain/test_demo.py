"""The demo's people are what the table says, on any day."""

from __future__ import annotations

from datetime import date, datetime, time

import phonenumbers
import pytest

from ivr.domain import demo
from ivr.domain.facts import facts
from ivr.domain.owed import total
from ivr.store.database import Database
from ivr.values import Money
from tests.support.business import ZONE, Desk, desk

DAYS = [demo.LAB_TODAY, date(2026, 3, 1), date(2027, 12, 31), date(2028, 2, 29)]
SITUATIONS = {
    "40012345": "overdue",
    "40023456": "current",
    "40034567": "promotion",
    "40045678": "deferred",
    "40056789": "disputed",
    "40090123": "overdue",
    "40123456": "current",
    "40156789": "current",
    "40167890": "closed",
    "40190123": "overdue",
}


@pytest.mark.parametrize("today", DAYS)
def test_everybody_is_in_their_situation_on_any_day(database: Database, today: date) -> None:
    with desk(database, today) as opened:
        on = opened.caller(now=datetime.combine(today, time(10), tzinfo=ZONE)).occasion()
        told = {number: found["status"] for number in SITUATIONS if (found := facts(on, number))}
    assert told == SITUATIONS


def test_every_balance_is_what_is_open(desk: Desk) -> None:
    for account in desk.books.accounts.all():
        open_now = total((each.open for each in desk.books.plans.instalments(account.id)), Money.zero("USD"))
        assert account.balance == open_now, account.number
        for entry in desk.books.transactions.recent(account.id, 100):
            assert entry.booked <= demo.LAB_TODAY


def test_the_table_and_the_docstring_list_every_account(desk: Desk) -> None:
    table = demo.demo_table()
    assert len(desk.books.accounts.all()) == len(table.splitlines()) - 1 == 19
    assert all(account.number in table for account in desk.books.accounts.all())
    assert demo.__doc__ is not None
    assert table in demo.__doc__


def test_numbers_are_examples_that_nobody_has_but_libraries_believe() -> None:
    for person in demo.PEOPLE:
        if person.text is not None:
            assert person.text.startswith("+120255501")
            assert phonenumbers.is_valid_number(phonenumbers.parse(person.text))
        if person.email is not None:
            assert person.email.endswith("@example.com")


def test_nobody_is_found_who_does_not_exist(desk: Desk) -> None:
    assert facts(desk.caller().occasion(), "49999999") is None

"""A database from before the ledger keeps its balances and payments, and has them in the ledger afterwards."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

from ivr.domain.records import PaymentStatus
from ivr.store.balances import unbalanced
from ivr.store.booked import booked
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.values import Money
from tests.store.rows_of_0004 import SETTLED, account, charge, insert, moment
from tests.support.business import KEYS, ListOutbox, usd


def test_balances_and_payments_become_the_first_entries(empty_url: str) -> None:
    with closing(Database(empty_url)) as database:
        upgrade(database, to="0004")
        with database.begin() as connection:
            insert(connection, "customers", line="l", id="c", name="C", language="en-US")
            for ident, minor, currency in (("a", 24_000, "USD"), ("b", 0, "USD"), ("k", 1_001, "KWD"), ("n", 0, "JPY")):
                account(connection, ident, minor, currency)
            charge(connection, "p1", "a", 12_000, 150, "USD", "succeeded")
            charge(connection, "p2", "a", 5_000, 0, "USD", "declined")
            charge(connection, "p3", "b", 9_900, 0, "USD", "succeeded")
            charge(connection, "p4", "k", 1, 1, "KWD", "unknown")
            moved = {"at": moment(connection, SETTLED), "booked": "2026-11-23", "kind": "payment"}
            amount = {"amount_minor": 12_000, "currency": "USD"}
            insert(connection, "transactions", line="l", id="t1", account="a", **moved, **amount)

        upgrade(database)

        with database.begin() as connection:
            books = books_of(connection, "l", KEYS, ListOutbox())
            assert unbalanced(connection) == []
            assert [str(books.accounts.get(each).balance) for each in "abkn"] == [
                "240.00 USD",
                "0.00 USD",
                "1.001 KWD",
                "0 JPY",
            ]
            opening, payment = books.ledger.of("a")
            assert (opening.kind, opening.booked) == ("opening", date(2025, 3, 1))
            assert opening.postings[0].amount == usd("360.00")
            assert (payment.key, payment.at, payment.booked) == ("payment/p1", SETTLED, date(2026, 11, 23))
            assert [str(each.amount) for each in payment.postings] == ["121.50 USD", "-120.00 USD", "-1.50 USD"]
            assert books.ledger.balance("n") is None
            found = {
                each.reference: each for each in booked(connection, "l", SETTLED, datetime.max.replace(tzinfo=UTC))
            }
            assert {name: (each.key, each.status) for name, each in found.items()} == {
                "p1": ("key/p1", PaymentStatus.SUCCEEDED),
                "p2": ("key/p2", PaymentStatus.DECLINED),
                "p3": ("key/p3", PaymentStatus.SUCCEEDED),
                "p4": ("key/p4", PaymentStatus.UNKNOWN),
            }
            assert found["p3"].booked == Money.of("99.00", "USD")
            assert found["p4"].booked is None

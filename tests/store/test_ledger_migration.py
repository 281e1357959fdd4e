"""A database from before the ledger keeps its balances and payments, and has them in the ledger afterwards."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, date, datetime

import sqlalchemy as sa

from ivr.domain.records import PaymentStatus
from ivr.store.balances import unbalanced
from ivr.store.booked import booked
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.values import Money
from tests.support.business import KEYS, ListOutbox, usd

SETTLED = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
"""The evening before in New York: the transaction knows the day."""


def _insert(connection: sa.Connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    at = ", ".join(f":{name}" for name in values)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({at})"), values)


def _moment(connection: sa.Connection, moment: datetime) -> object:
    return moment if connection.dialect.name == "postgresql" else moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _account(connection: sa.Connection, ident: str, minor: int, currency: str) -> None:
    flags = dict.fromkeys(("locked", "disputed", "closed"), False)
    known = {"number": ident, "number_hash": ident, "customer": "c", "kind": "loan", "opened": "2025-03-01"}
    _insert(connection, "accounts", line="l", id=ident, balance_minor=minor, currency=currency, **known, **flags)


def _payment(connection: sa.Connection, ident: str, account: str, minor: int, fee: int, currency: str, to: str) -> None:
    moment = _moment(connection, SETTLED)
    amounts = {"amount_minor": minor, "fee_minor": fee, "currency": currency}
    card = {
        "card_brand": "visa",
        "card_last_four": "4242",
        "made": moment,
        "settled": moment,
        "processor": f"ch_{ident}",
    }
    known = {"line": "l", "id": ident, "account": account, "call": "CA1", "reference": ident, "status": to}
    _insert(connection, "payments", **known, **amounts, **card)
    effect = {"line": "l", "call": "CA1", "kind": "charge", "language": "en", "status": "done", "attempts": 1}
    payload = json.dumps({"payment": ident, "amount": "1"})
    _insert(connection, "effects", key=f"key/{ident}", payload=payload, due=0, made=0, **effect)


def test_balances_and_payments_become_the_first_entries(empty_url: str) -> None:
    with closing(Database(empty_url)) as database:
        upgrade(database, to="0004")
        with database.begin() as connection:
            _insert(connection, "customers", line="l", id="c", name="C", language="en-US")
            for ident, minor, currency in (("a", 24_000, "USD"), ("b", 0, "USD"), ("k", 1_001, "KWD"), ("n", 0, "JPY")):
                _account(connection, ident, minor, currency)
            _payment(connection, "p1", "a", 12_000, 150, "USD", "succeeded")
            _payment(connection, "p2", "a", 5_000, 0, "USD", "declined")
            _payment(connection, "p3", "b", 9_900, 0, "USD", "succeeded")
            _payment(connection, "p4", "k", 1, 1, "KWD", "unknown")
            moved = {"at": _moment(connection, SETTLED), "booked": "2026-11-23", "kind": "payment"}
            amount = {"amount_minor": 12_000, "currency": "USD"}
            _insert(connection, "transactions", line="l", id="t1", account="a", **moved, **amount)

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

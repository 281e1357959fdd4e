"""Rows as code of revision 0004 writes them, in plain SQL: that code is gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa

SETTLED = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
"""The evening before in New York: the transaction knows the day."""


def insert(connection: sa.Connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    at = ", ".join(f":{name}" for name in values)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({at})"), values)


def moment(connection: sa.Connection, at: datetime) -> object:
    return at if connection.dialect.name == "postgresql" else at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def customer(connection: sa.Connection) -> None:
    insert(connection, "customers", line="l", id="c", name="C", language="en-US")


def account(connection: sa.Connection, ident: str, minor: int, currency: str) -> None:
    flags = dict.fromkeys(("locked", "disputed", "closed"), False)
    known = {"number": ident, "number_hash": ident, "customer": "c", "kind": "loan", "opened": "2025-03-01"}
    insert(connection, "accounts", line="l", id=ident, balance_minor=minor, currency=currency, **known, **flags)


def charge(connection: sa.Connection, ident: str, of: str, minor: int, fee: int, currency: str, to: str) -> None:
    """A payment and its effect."""
    at = moment(connection, SETTLED)
    amounts = {"amount_minor": minor, "fee_minor": fee, "currency": currency}
    card = {"card_brand": "visa", "card_last_four": "4242", "made": at, "settled": at, "processor": f"ch_{ident}"}
    known = {"line": "l", "id": ident, "account": of, "call": "CA1", "reference": ident, "status": to}
    insert(connection, "payments", **known, **amounts, **card)
    effect = {"line": "l", "call": "CA1", "kind": "charge", "language": "en", "status": "done", "attempts": 1}
    payload = json.dumps({"payment": ident, "amount": "1"})
    insert(connection, "effects", key=f"key/{ident}", payload=payload, due=0, made=0, **effect)


def move(connection: sa.Connection, ident: str, minor: int) -> None:
    moved = "UPDATE accounts SET balance_minor = balance_minor + :minor WHERE line = 'l' AND id = :id"
    connection.execute(sa.text(moved), {"minor": minor, "id": ident})

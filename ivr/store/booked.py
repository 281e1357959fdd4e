"""Our side of a reconciliation: every payment with what the ledger says of it, in the order of its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ivr.domain.ledger import Book, EntryKind
from ivr.domain.records import PaymentStatus
from ivr.store.entry_tables import ledger_entries as entries
from ivr.store.entry_tables import ledger_postings as postings
from ivr.store.ledger_tables import payments
from ivr.store.rows import Row
from ivr.values import Money

_ROWS = 1000
"""Rows held at once while streaming."""


@dataclass(frozen=True)
class Booked:
    """A payment as the books have it.

    key          the key it was charged under.   reference   the confirmation number the caller heard.
    total        what was to be charged: amount and fee. booked: what the ledger says was taken, None where it has no
                 entry. given_back: what it says was given back since.
    day          the day it counts for in the ledger.   processor   the processor's own name for the charge, if told.
    """

    line: str
    key: str
    reference: str
    call: str
    account: str
    status: PaymentStatus
    made: datetime
    settled: datetime | None
    total: Money
    booked: Money | None
    given_back: Money
    day: date | None
    processor: str
    refunds: frozenset[str] = frozenset()
    """The processor's ids of what was given back and did not fail."""

    @property
    def taken(self) -> Money:
        """What the books say the card was charged."""
        return self.total if self.booked is None else self.booked


def booked(connection: sa.Connection, line: str | None, since: datetime, until: datetime) -> Iterator[Booked]:
    """Payments made from `since` up to, not including, `until`, ordered by key as text is in Python."""
    query = _query(line).where(payments.c.made >= since, payments.c.made < until)
    key = payments.c.key
    query = query.order_by(key.collate("C") if connection.dialect.name == "postgresql" else key)
    streamed = connection.execution_options(yield_per=_ROWS).execute(query)
    for row in streamed.mappings():
        yield _booked(row)


def booked_under(connection: sa.Connection, key: str) -> Booked | None:
    """The payment charged under a key, whenever it was."""
    row = connection.execute(_query(None).where(payments.c.key == key)).mappings().first()
    return None if row is None else _booked(row)


def _query(line: str | None) -> sa.Select[Any]:
    query = sa.select(
        payments,
        cleared("payment").label("ledger_booked"),
        cleared("refund").label("ledger_cleared"),
        _entries("refund", sa.func.aggregate_strings(entries.c.key, " ")).scalar_subquery().label("ledger_refunds"),
        _entries("payment", entries.c.booked).scalar_subquery().label("ledger_day"),
    )
    return query if line is None else query.where(payments.c.line == line)


def cleared(kind: EntryKind) -> sa.ScalarSelect[Any]:
    """What a payment's entries of a kind posted to `clearing`, in the payment's currency."""
    return posted(kind, "clearing").scalar_subquery()


def posted(kind: EntryKind, book: Book) -> sa.Select[Any]:
    """What a payment's entries of a kind posted to a book.

    The entries are named first and their postings sought by key: SQLite, left to join the two as it likes, reads all of
    a line's postings for every payment.
    """
    return (
        sa.select(sa.func.sum(postings.c.amount_minor))
        .where(
            postings.c.line == payments.c.line,
            postings.c.entry.in_(_entries(kind, entries.c.key)),
            postings.c.book == book,
            postings.c.currency == payments.c.currency,
        )
        .correlate(payments)
    )


def _entries(kind: EntryKind, column: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(column)
        .where(entries.c.line == payments.c.line, entries.c.payment == payments.c.id, entries.c.kind == kind)
        .correlate(payments)
    )


def _refunds(keys: list[str]) -> frozenset[str]:
    """Of the keys of entries: `refund/re_1`, and `reversal/refund/re_1` where it failed."""
    return frozenset(
        key.removeprefix("refund/") for key in keys if key.startswith("refund/") and f"reversal/{key}" not in keys
    )


def _booked(row: Row) -> Booked:
    currency, taken = row["currency"], row["ledger_booked"]
    return Booked(
        line=row["line"],
        key=row["key"],
        reference=row["reference"],
        call=row["call"],
        account=row["account"],
        status=PaymentStatus(row["status"]),
        made=row["made"],
        settled=row["settled"],
        total=Money.minor(row["amount_minor"] + row["fee_minor"], currency),
        booked=None if taken is None else Money.minor(int(taken), currency),
        given_back=Money.minor(-int(row["ledger_cleared"] or 0), currency),
        day=row["ledger_day"],
        processor=row["processor"],
        refunds=_refunds(str(row["ledger_refunds"] or "").split()),
    )

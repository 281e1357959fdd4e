"""What code from before the ledger booked (up to revision 0004), brought into it.

An account opens with its balance as it was before its payments by telephone, and each payment that succeeded is booked
for the day it was settled. Servers of that time may go on beside the upgrade; what they book meanwhile is brought along
when this is done once more after the last of them has ended. To do it again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from ivr.domain import ledger
from ivr.domain.ledger import Entry, Posting
from ivr.domain.records import Payment, PaymentStatus
from ivr.store.database import Database
from ivr.store.effects import effects
from ivr.store.entries import SqlLedger
from ivr.store.entry_tables import ledger_entries as entries
from ivr.store.entry_tables import ledger_postings as postings
from ivr.store.ledger import payment_of
from ivr.store.ledger_tables import accounts, payments, transactions
from ivr.store.reach import Within
from ivr.values import Money

BATCH = 500


@dataclass
class Brought:
    """How much was brought along."""

    payments: int = 0
    balances: int = 0


def bring_along(database: Database) -> Brought:
    """Book what is not in the ledger. An account at a time, its row held for no longer than that takes."""
    _name_keys(database)
    brought = Brought()
    with database.reading() as connection:
        behind = connection.execute(_behind()).all()
    for line, account in behind:
        with database.begin() as connection:
            for entry in _missing(connection, line, account):
                SqlLedger(Within(connection), line).write(entry)
                brought.payments += entry.kind == "payment"
                brought.balances += entry.kind != "payment"
    return brought


def _name_keys(database: Database) -> None:
    """Each payment gets the key it is charged under, which its effect knows."""
    with database.reading() as connection:
        keyless = sa.select(payments.c.line, payments.c.id).where(_KEYLESS)
        nameless = {(row.line, row.id) for row in connection.execute(keyless)}
        charges = sa.select(effects.c.line, effects.c.key, effects.c.payload).where(effects.c.kind == "charge")
        found = [
            {"of_line": line, "of": payment, "named": key}
            for line, key, payload in (connection.execute(charges) if nameless else ())
            if (line, payment := json.loads(payload).get("payment")) in nameless
        ]
    named = sa.update(payments).where(
        payments.c.line == sa.bindparam("of_line"), payments.c.id == sa.bindparam("of"), _KEYLESS
    )
    for start in range(0, len(found), BATCH):
        with database.begin() as connection:
            connection.execute(named.values(key=sa.bindparam("named")), found[start : start + BATCH])


_KEYLESS = payments.c.key == ""
_UNBOOKED = sa.and_(
    payments.c.status == PaymentStatus.SUCCEEDED.value,
    ~sa.exists().where(
        entries.c.line == payments.c.line, entries.c.payment == payments.c.id, entries.c.kind == "payment"
    ),
)


def _behind() -> sa.CompoundSelect[str, str]:
    """Accounts with a payment that is not booked, or a balance that is not the sum of its postings."""
    of_account = (postings.c.line == accounts.c.line, postings.c.account == accounts.c.id)
    booked = sa.func.coalesce(sa.select(sa.func.sum(postings.c.amount_minor)).where(*of_account).scalar_subquery(), 0)
    return sa.union(
        sa.select(accounts.c.line, accounts.c.id).where(accounts.c.balance_minor != booked),
        sa.select(payments.c.line, payments.c.account).where(_UNBOOKED),
    )


def _missing(connection: sa.Connection, line: str, account: str) -> Iterator[Entry]:
    """What the ledger lacks of an account, whose row is held from here on."""
    mine = (accounts.c.line == line, accounts.c.id == account)
    row = connection.execute(sa.select(accounts).where(*mine).with_for_update()).mappings().one()
    unbooked = sa.select(payments).where(payments.c.line == line, payments.c.account == account, _UNBOOKED)
    found = [payment_of(each) for each in connection.execute(unbooked).mappings()]
    books = SqlLedger(Within(connection), line)
    zero = Money.zero(row["currency"])
    moved = books.balance(account) or zero
    paid = sum((each.amount for each in found if each.amount.currency == row["currency"]), zero)
    short = Money.minor(row["balance_minor"], row["currency"]) - moved + paid
    if short:
        yield _opening(books, account, row["opened"], short)
    for payment in found:
        at = payment.settled or payment.made
        yield ledger.paid(payment, at, _day(connection, line, payment, at))


def _opening(books: SqlLedger, account: str, opened: date, short: Money) -> Entry:
    both = (Posting("receivable", short, account), Posting("opening", -short))
    key, at = f"opening/{account}", datetime.combine(opened, time(), UTC)
    if books.get(key) is None:
        return Entry(key, "opening", at, opened, both, about="the balance before its payments by telephone")
    before = sum(each.kind == "opening" for each in books.of(account))
    return Entry(f"{key}/{before}", "opening", at, opened, both, about="moved by code from before the ledger")


def _day(connection: sa.Connection, line: str, payment: Payment, at: datetime) -> date:
    """The day on the line's calendar, which the statement knows."""
    told = sa.select(sa.func.min(transactions.c.booked)).where(
        transactions.c.line == line,
        transactions.c.account == payment.account,
        transactions.c.at == payment.settled,
        transactions.c.kind == "payment",
        transactions.c.amount_minor == payment.amount.minor_units,
    )
    found: date | None = connection.execute(told).scalar()
    return found or at.astimezone(UTC).date()

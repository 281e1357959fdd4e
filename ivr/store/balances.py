"""Whether the ledger is right in itself: an invariant that holds after every commit, whatever happened.

Each check is one statement that gives only what is wrong, so that right books cost no memory however large they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from ivr.domain.records import PaymentStatus
from ivr.store.booked import cleared, posted
from ivr.store.entry_tables import ledger_entries as entries
from ivr.store.entry_tables import ledger_postings as postings
from ivr.store.ledger_tables import accounts, payments
from ivr.values import Money

Kind = Literal["entry", "balance", "unbooked", "booked_otherwise", "not_taken", "shared"]


@dataclass(frozen=True)
class Imbalance:
    """One thing that is wrong with a line's books.

    entry              an entry's postings do not sum to zero, or there are fewer than two.
    balance            an account's balance (`found`) is not the sum of its postings (`expected`).
    unbooked           a payment succeeded, and no entry books it.
    booked_otherwise   a payment is booked with another amount or fee than it has.
    not_taken          a payment is booked that did not succeed.
    shared             two payments that succeeded name one charge of the processor.

    subject            the key of the entry, the id of the account or payment, the processor's reference.
    """

    line: str
    kind: Kind
    subject: str
    expected: Money | None = None
    found: Money | None = None

    def __str__(self) -> str:
        amounts = "" if self.expected is None else f" (expected {self.expected}, found {self.found})"
        return f"{self.line}: {self.kind} {self.subject}{amounts}"


def unbalanced(connection: sa.Connection, line: str | None = None) -> list[Imbalance]:
    """All that is wrong with the books of a line, or of every line; empty when they balance."""
    return list(imbalances(connection, line))


def imbalances(connection: sa.Connection, line: str | None = None) -> Iterator[Imbalance]:
    """The same, one at a time."""
    for kind, query, of in _checks():
        mine = query if line is None else query.where(of.c.line == line)
        for row in connection.execute(mine):
            expected, found = _amount(row.expected, row.currency), _amount(row.found, row.currency)
            yield Imbalance(row.line, kind, row.subject, expected, found)


def _amount(minor: int | None, currency: str | None) -> Money | None:
    return None if currency is None else Money.minor(int(minor or 0), currency)


def _checks() -> Iterator[tuple[Kind, sa.Select[Any], sa.Table]]:
    amount = postings.c.amount_minor
    nothing = sa.literal(0)
    yield (
        "entry",
        sa.select(
            postings.c.line,
            postings.c.entry.label("subject"),
            nothing.label("expected"),
            sa.func.sum(amount).label("found"),
            postings.c.currency,
        )
        .group_by(postings.c.line, postings.c.entry, postings.c.currency)
        .having(sa.or_(sa.func.sum(amount) != 0, sa.func.count() < 2)),
        postings,
    )
    yield "entry", _empty_entries(), entries
    booked = sa.func.coalesce(
        sa.select(sa.func.sum(amount))
        .where(
            postings.c.line == accounts.c.line,
            postings.c.account == accounts.c.id,
            postings.c.currency == accounts.c.currency,
        )
        .scalar_subquery(),
        0,
    )
    yield (
        "balance",
        sa.select(
            accounts.c.line,
            accounts.c.id.label("subject"),
            booked.label("expected"),
            accounts.c.balance_minor.label("found"),
            accounts.c.currency,
        ).where(accounts.c.balance_minor != booked),
        accounts,
    )
    yield from _payments()


def _empty_entries() -> sa.Select[Any]:
    there = sa.exists().where(postings.c.line == entries.c.line, postings.c.entry == entries.c.key)
    none = sa.null()
    return sa.select(
        entries.c.line,
        entries.c.key.label("subject"),
        none.label("expected"),
        none.label("found"),
        none.label("currency"),
    ).where(~there)


def _payments() -> Iterator[tuple[Kind, sa.Select[Any], sa.Table]]:
    succeeded = payments.c.status == PaymentStatus.SUCCEEDED.value
    is_booked = sa.exists().where(
        entries.c.line == payments.c.line, entries.c.payment == payments.c.id, entries.c.kind == "payment"
    )
    total = payments.c.amount_minor + payments.c.fee_minor
    named = [payments.c.line, payments.c.id.label("subject")]
    nothing = sa.literal(0)
    yield (
        "unbooked",
        sa.select(*named, total.label("expected"), nothing.label("found"), payments.c.currency).where(
            succeeded, ~is_booked
        ),
        payments,
    )
    yield (
        "not_taken",
        sa.select(*named, nothing.label("expected"), total.label("found"), payments.c.currency).where(
            ~succeeded, is_booked
        ),
        payments,
    )
    mine = sa.case((postings.c.account == payments.c.account, postings.c.amount_minor))
    credited = posted("payment", "receivable").with_only_columns(sa.func.sum(mine)).scalar_subquery()
    for posting, expected in ((cleared("payment"), total), (credited, -payments.c.amount_minor)):
        found = sa.func.coalesce(posting, 0)
        yield (
            "booked_otherwise",
            sa.select(*named, expected.label("expected"), found.label("found"), payments.c.currency).where(
                succeeded, is_booked, found != expected
            ),
            payments,
        )
    none = sa.null()
    yield (
        "shared",
        sa.select(
            payments.c.line,
            payments.c.processor.label("subject"),
            none.label("expected"),
            none.label("found"),
            none.label("currency"),
        )
        .where(succeeded, payments.c.processor != "")
        .group_by(payments.c.line, payments.c.processor)
        .having(sa.func.count() > 1),
        payments,
    )

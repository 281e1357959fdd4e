"""What the processor gave back of our charges (refunds), or had taken from it (disputes), as it told us.

One row for each, under its own name for it, with the furthest it ever came. So it makes no difference in which order,
or how often, we are told, or whether before the charge itself is known to us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ivr.domain.records import PaymentStatus
from ivr.domain.returns import Return
from ivr.store.ledger_tables import payments
from ivr.store.rows import Row, upsert
from ivr.store.schema import ID, currency, metadata, minor
from ivr.values import Money

_waiting = sa.text("payment IS NULL")

processor_returns = sa.Table(
    "processor_returns",
    metadata,
    sa.Column("id", sa.String(255), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("reference", sa.String(255), nullable=False),
    minor("amount"),
    currency(),
    sa.Column("state", sa.Integer, nullable=False),
    sa.Column("line", ID),
    sa.Column("payment", ID),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index("ix_processor_returns_waiting", "at", sqlite_where=_waiting, postgresql_where=_waiting),
)
"""`reference` is the processor's name for the charge; `line` and `payment` are ours, once they are known. `at`: when we
heard of it first."""


@dataclass(frozen=True)
class Kept:
    """A return, and the payment it is of; None while there is none."""

    told: Return
    line: str | None
    payment: str | None


def put(connection: sa.Connection, told: Return, now: int) -> Kept:
    """Write down what was told, unless more is known. The row is held from here on."""
    row = {
        "id": told.id,
        "kind": told.kind,
        "reference": told.reference,
        "amount_minor": told.amount.minor_units,
        "currency": told.amount.currency,
        "state": told.state,
        "at": now,
    }
    table = processor_returns
    further = sa.case((table.c.state < told.state, told.state), else_=table.c.state)
    wanted = upsert(connection, table).values(row)
    wanted = wanted.on_conflict_do_update(index_elements=["id"], set_={"state": further})
    return _kept(connection.execute(wanted.returning(*table.c)).mappings().one())


def hold(connection: sa.Connection, ident: str) -> Kept | None:
    """A return whose payment is not known yet, its row held; None when it is by now."""
    table = processor_returns
    query = sa.select(table).where(table.c.id == ident, table.c.payment.is_(None)).with_for_update()
    row = connection.execute(query).mappings().first()
    return None if row is None else _kept(row)


def payment_named(connection: sa.Connection, reference: str) -> tuple[str, str, str] | None:
    """Line, id and call of the payment that succeeded and that the processor calls `reference`."""
    query = sa.select(payments.c.line, payments.c.id, payments.c.call).where(
        payments.c.processor == reference,
        payments.c.processor != "",
        payments.c.status == PaymentStatus.SUCCEEDED.value,
    )
    found = connection.execute(query).first()
    return None if found is None else (found.line, found.id, found.call)


def key_of(connection: sa.Connection, line: str, payment: str) -> str:
    """The key that a payment was charged under."""
    query = sa.select(payments.c.key).where(payments.c.line == line, payments.c.id == payment)
    return connection.execute(query).scalar() or ""


def belongs(connection: sa.Connection, ident: str, line: str, payment: str) -> None:
    table = processor_returns
    connection.execute(sa.update(table).where(table.c.id == ident).values(line=line, payment=payment))


def bookable(connection: sa.Connection, limit: int) -> Sequence[str]:
    """Returns that waited for their charge, which we know by now."""
    table = processor_returns
    known = payments.c.processor == table.c.reference
    query = sa.select(table.c.id).join(payments, known).where(table.c.payment.is_(None))
    query = query.where(payments.c.status == PaymentStatus.SUCCEEDED.value)
    return connection.execute(query.order_by(table.c.at).limit(limit)).scalars().all()


def _kept(row: Row) -> Kept:
    told = Return(
        row["id"], row["kind"], row["reference"], Money.minor(row["amount_minor"], row["currency"]), row["state"]
    )
    return Kept(told, row["line"], row["payment"])

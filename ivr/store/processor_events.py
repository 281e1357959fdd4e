"""What the card processor told us: each event once, whoever of us it was told to."""

from __future__ import annotations

import json

from sqlalchemy import BigInteger, Column, Connection, String, Table, and_, select, update

from ivr.store.effects import EffectRow, effects
from ivr.store.ledger_tables import payments
from ivr.store.rows import upsert
from ivr.store.schema import metadata

processor_events = Table(
    "processor_events",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("reference", String(255), nullable=False),
    Column("key", String(255), nullable=False),
    Column("result", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
)
"""`id` and `kind` are the processor's, `reference` its name for the charge, `key` ours ("" when it tells none),
`result` what came of the event here."""


def add(connection: Connection, ident: str, kind: str, reference: str, key: str, at: int) -> bool:
    """False when it was told before. While another transaction is adding the same event this one waits for it."""
    row = {"id": ident, "kind": kind[:64], "reference": reference, "key": key, "result": "", "at": at}
    wanted = upsert(connection, processor_events).values(row).on_conflict_do_nothing().returning(processor_events.c.id)
    return connection.execute(wanted).first() is not None


def conclude(connection: Connection, ident: str, result: str) -> None:
    connection.execute(update(processor_events).where(processor_events.c.id == ident).values(result=result))


def charge_of(connection: Connection, reference: str) -> EffectRow | None:
    """The effect of the payment that the processor calls `reference`: for events that do not bear our key."""
    of_call = and_(payments.c.line == effects.c.line, payments.c.call == effects.c.call)
    columns = [effects.c[name] for name in EffectRow.__dataclass_fields__]
    query = select(payments.c.id, *columns).join(effects, of_call)
    for payment, *found in connection.execute(
        query.where(payments.c.processor == reference, effects.c.kind == "charge")
    ):
        row = EffectRow(*found)
        if json.loads(row.payload).get("payment") == payment:
            return row
    return None

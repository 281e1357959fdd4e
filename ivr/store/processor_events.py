"""What the card processor told us: each event once, whoever of us it was told to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, String, Table, update

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

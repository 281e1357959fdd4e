"""What became of each message: who took it, under which name of theirs, and whether it arrived.

One row a message, under its effect's key. Who sends writes that the service took it or refused it; the service's own
callbacks (in any order, more than once) move it on, and never back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, String, Table, Text, select, update

from ivr.store.effects import effects
from ivr.store.rows import upsert
from ivr.store.schema import metadata

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("line", String(64), nullable=False),
    Column("call", String(64), nullable=False),
    Column("sid", String(64)),
    Column("status", String(24), nullable=False),
    Column("error", Integer),
    Column("detail", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ix_deliveries_status_at", "status", "at"),
)
"""`sid` is the service's name for it, `error` its number for what went wrong, `at` when the status was learnt (ms)."""

RANK = {
    "refused": 0,
    "given_up": 0,
    "accepted": 1,
    "scheduled": 1,
    "queued": 2,
    "sending": 3,
    "sent": 4,
    "partially_delivered": 4,
    "canceled": 5,
    "undelivered": 5,
    "failed": 5,
    "delivered": 6,
    "read": 7,
}
"""A status never gives way to one of a lower rank. Twilio's callbacks come in any order
(https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks); its words are those of
https://www.twilio.com/docs/messaging/api/message-resource#message-status-values. `refused` and `given_up` are ours."""

NOT_RECEIVED = ("refused", "given_up", "canceled", "undelivered", "failed")


@dataclass(frozen=True)
class Delivery:
    key: str
    line: str
    call: str
    status: str
    at: int
    sid: str | None = None
    error: int | None = None
    detail: str = ""


_ALL = [deliveries.c[name] for name in Delivery.__dataclass_fields__]


def get(connection: Connection, key: str) -> Delivery | None:
    found = connection.execute(select(*_ALL).where(deliveries.c.key == key)).first()
    return Delivery(*found) if found is not None else None


def note(connection: Connection, told: Delivery) -> bool:
    """Write down what was learnt of a message; gives whether that is news. The row is held until the commit."""
    values = told.__dict__
    if connection.execute(upsert(connection, deliveries).values(values).on_conflict_do_nothing()).rowcount == 1:
        return True
    row = deliveries.c.key == told.key
    known = connection.execute(select(*_ALL).where(row).with_for_update()).one()
    if RANK.get(told.status, 0) < RANK.get(known.status, 0):
        return False
    changed = {name: value for name, value in values.items() if value is not None}
    connection.execute(update(deliveries).where(row).values(changed))
    return bool(told.status != known.status)


@dataclass(frozen=True)
class Lost:
    """A message, or another effect, that came to nothing. `why` is fit to be shown; nobody's number is in it."""

    key: str
    line: str
    kind: str
    call: str
    made: int
    status: str
    why: str


def lost(connection: Connection, limit: int) -> Sequence[Lost]:
    """What failed or did not arrive, the newest first."""
    joined = effects.outerjoin(deliveries, effects.c.key == deliveries.c.key)
    query = (
        select(
            effects.c.key,
            effects.c.line,
            effects.c.kind,
            effects.c.call,
            effects.c.made,
            effects.c.status,
            deliveries.c.status.label("told"),
            deliveries.c.error,
            deliveries.c.detail,
        )
        .select_from(joined)
        .where((effects.c.status == "failed") | deliveries.c.status.in_(NOT_RECEIVED))
        .order_by(effects.c.made.desc(), effects.c.key)
        .limit(limit)
    )
    return [
        Lost(row.key, row.line, row.kind, row.call, row.made, row.told or row.status, _why(row.error, row.detail))
        for row in connection.execute(query)
    ]


def _why(error: int | None, detail: str | None) -> str:
    return " ".join(part for part in (str(error) if error else "", detail or "") if part)

"""What the lab keeps: the shelf of the stand-ins, and each call's own clock."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Column, Connection, Integer, String, Table, Text, UniqueConstraint, delete, insert, select

from ivr.store.rows import upsert
from ivr.store.schema import metadata

shelf = Table(
    "standin_shelf",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("key", String(255), nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("kind", "key"),
)

clocks = Table(
    "lab_clocks",
    metadata,
    Column("call", String(64), primary_key=True),
    Column("now", String(40), nullable=False),
    Column("seed", Text, nullable=False),
)


def put(connection: Connection, kind: str, key: str, document: Mapping[str, object]) -> None:
    values = {"kind": kind, "key": key, "document": json.dumps(document)}
    connection.execute(upsert(connection, shelf).values(values).on_conflict_do_nothing())


def get(connection: Connection, kind: str, key: str) -> dict[str, object] | None:
    found = connection.execute(select(shelf.c.document).where(shelf.c.kind == kind, shelf.c.key == key)).scalar()
    return dict(json.loads(found)) if found is not None else None


def after(connection: Connection, kind: str, number: int) -> Sequence[tuple[int, dict[str, object]]]:
    query = select(shelf.c.number, shelf.c.document).where(shelf.c.kind == kind, shelf.c.number > number)
    return [(row.number, dict(json.loads(row.document))) for row in connection.execute(query.order_by(shelf.c.number))]


def page(connection: Connection, kind: str, number: int, limit: int) -> Sequence[tuple[int, str, dict[str, object]]]:
    """At most `limit` documents of a kind numbered above `number`, with their numbers and keys, in that order."""
    query = select(shelf.c.number, shelf.c.key, shelf.c.document).where(shelf.c.kind == kind, shelf.c.number > number)
    rows = connection.execute(query.order_by(shelf.c.number).limit(limit))
    return [(row.number, row.key, dict(json.loads(row.document))) for row in rows]


def set_clock(connection: Connection, call: str, now: str, seed: str) -> None:
    connection.execute(delete(clocks).where(clocks.c.call == call))
    connection.execute(insert(clocks).values(call=call, now=now, seed=seed))


def clock(connection: Connection, call: str) -> tuple[str, str] | None:
    found = connection.execute(select(clocks.c.now, clocks.c.seed).where(clocks.c.call == call)).first()
    return (found.now, found.seed) if found is not None else None


def clear(connection: Connection) -> None:
    """Forget everything the lab kept."""
    for table in (shelf, clocks):
        connection.execute(delete(table))


def times(connection: Connection) -> Sequence[str]:
    """Every call's clock."""
    return [now for (now,) in connection.execute(select(clocks.c.now))]


def mark(connection: Connection) -> None:
    """Say that this database is a lab's, and may be emptied."""
    put(connection, "lab", "mark", {})


def is_marked(connection: Connection) -> bool:
    return get(connection, "lab", "mark") is not None

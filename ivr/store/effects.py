"""Effects (charges, texts, e-mails) from the moment they are decided to the moment their result is booked, and the
vault of sealed card tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from ivr.store.schema import metadata

effects = Table(
    "effects",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("line", String(64), nullable=False),
    Column("call", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("action", String(64)),
    Column("language", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("sealed", LargeBinary),
    Column("status", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("ended", Text),
    Column("made", BigInteger, nullable=False),
    Column("finished", BigInteger),
    Index("ix_effects_status_due", "status", "due"),
)
"""status: ready (to be started), running (leased until `due`), done, failed. `ended` is what the call gets to know."""

vault = Table(
    "vault",
    metadata,
    Column("call", String(64), primary_key=True),
    Column("ref", String(64), primary_key=True),
    Column("line", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made", BigInteger, nullable=False),
)
"""Card tokens between their capture and their charge, encrypted; emptied when the call ends."""


@dataclass(frozen=True)
class EffectRow:
    key: str
    line: str
    call: str
    kind: str
    action: str | None
    language: str
    payload: str
    sealed: bytes | None
    status: str = "ready"
    attempts: int = 0
    due: int = 0
    ended: str | None = None
    made: int = 0


_ALL = [effects.c[name] for name in EffectRow.__dataclass_fields__]


def add(connection: Connection, row: EffectRow) -> None:
    """Decide on an effect; a second of the same key is the same effect, and changes nothing."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(effects).values(**row.__dict__).on_conflict_do_nothing())


def get(connection: Connection, key: str) -> EffectRow | None:
    found = connection.execute(select(*_ALL).where(effects.c.key == key)).first()
    return EffectRow(*found) if found is not None else None


def claim(connection: Connection, key: str, now: int, until: int) -> EffectRow | None:
    """Take the effect for performing until `until`, if it is ready and due, or its lease has lapsed."""
    taken = connection.execute(
        update(effects)
        .where(effects.c.key == key, effects.c.status.in_(("ready", "running")), effects.c.due <= now)
        .values(status="running", due=until, attempts=effects.c.attempts + 1)
    )
    return get(connection, key) if taken.rowcount == 1 else None


def claimable(connection: Connection, now: int, limit: int) -> Sequence[str]:
    """Keys of effects nobody is performing: ready and due, or with a lapsed lease; the longest waiting first."""
    ready = and_(effects.c.status.in_(("ready", "running")), effects.c.due <= now)
    query = select(effects.c.key).where(ready).order_by(effects.c.due).limit(limit)
    return [key for (key,) in connection.execute(query)]


def under_way(connection: Connection, now: int) -> int:
    """How many effects are being performed, or are to be by now."""
    query = select(effects.c.key).where(
        or_(effects.c.status == "running", and_(effects.c.status == "ready", effects.c.due <= now))
    )
    return len(connection.execute(query).all())


def finish(connection: Connection, key: str, status: str, ended: str | None, now: int) -> None:
    """Its result is booked; the sealed token has done its work and is gone."""
    connection.execute(
        update(effects).where(effects.c.key == key).values(status=status, ended=ended, finished=now, sealed=None)
    )


def postpone(connection: Connection, key: str, due: int, ended: str | None = None) -> None:
    """Come back to it at `due`. With `ended` its call knows that much already, and it will only be asked about: what
    is needed to do it is gone."""
    values: dict[str, object] = {"status": "ready", "due": due}
    if ended is not None:
        values |= {"ended": ended, "sealed": None}
    connection.execute(update(effects).where(effects.c.key == key).values(values))


def seal(connection: Connection, line: str, call: str, ref: str, sealed: bytes, now: int) -> None:
    connection.execute(delete(vault).where(vault.c.call == call, vault.c.ref == ref))
    connection.execute(insert(vault).values(line=line, call=call, ref=ref, sealed=sealed, made=now))


def sealed(connection: Connection, call: str, ref: str) -> bytes | None:
    found = connection.execute(select(vault.c.sealed).where(vault.c.call == call, vault.c.ref == ref)).scalar()
    return bytes(found) if found is not None else None


def empty_vault(connection: Connection, call: str) -> None:
    connection.execute(delete(vault).where(vault.c.call == call))

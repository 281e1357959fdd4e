"""Effects (charges, texts, e-mails) from the moment they are decided to the moment their result is booked, and the
vault of sealed card tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from ivr.store.rows import upsert
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


class Named(NamedTuple):
    """An effect to be performed, and the kind of performer that can."""

    key: str
    kind: str


_ALL = [effects.c[name] for name in EffectRow.__dataclass_fields__]
_OPEN = ("ready", "running")

# Statements are built once: building one takes longer than to execute it.
_GET = select(*_ALL).where(effects.c.key == bindparam("wanted"))
_HOLD = _GET.with_for_update()
_LEASED = {"status": "running", "due": bindparam("until"), "attempts": effects.c.attempts + 1}
_FREE = (effects.c.status.in_(_OPEN), effects.c.due <= bindparam("now"))
_CLAIM = update(effects).where(effects.c.key == bindparam("wanted"), *_FREE).values(_LEASED).returning(*_ALL)
_DUE = (
    select(effects.c.key)
    .where(effects.c.kind == bindparam("wanted"), *_FREE)
    .order_by(effects.c.due)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
    .cte("due")
    .prefix_with("MATERIALIZED", dialect="postgresql")
)
_CLAIM_DUE = update(effects).where(effects.c.key.in_(select(_DUE.c.key))).values(_LEASED).returning(*_ALL)


def add(connection: Connection, row: EffectRow) -> None:
    """Decide on an effect; a second of the same key is the same effect, and changes nothing."""
    connection.execute(upsert(connection, effects).values(**row.__dict__).on_conflict_do_nothing())


def get(connection: Connection, key: str) -> EffectRow | None:
    found = connection.execute(_GET, {"wanted": key}).first()
    return EffectRow(*found) if found is not None else None


def hold(connection: Connection, key: str) -> EffectRow | None:
    """The effect, its row held until the transaction ends: what is booked of it, is booked by one at a time."""
    found = connection.execute(_HOLD, {"wanted": key}).first()
    return EffectRow(*found) if found is not None else None


def claim(connection: Connection, key: str, now: int, until: int) -> EffectRow | None:
    """Take the effect for performing until `until`, if it is ready and due, or its lease has lapsed."""
    found = connection.execute(_CLAIM, {"wanted": key, "now": now, "until": until}).first()
    return EffectRow(*found) if found is not None else None


def claim_due(connection: Connection, kind: str, now: int, until: int, limit: int) -> list[EffectRow]:
    """Take at most `limit` effects of a kind that nobody is performing (ready and due, or with a lapsed lease), the
    longest waiting first.

    Any number of workers may ask at once: PostgreSQL passes over rows that another one is just taking, SQLite lets
    one writer in at a time. The rows are chosen in a materialised CTE: as a plain subquery the planner may run it more
    than once, and then more than `limit` are locked.
    """
    given = {"wanted": kind, "now": now, "until": until, "most": limit}
    rows = [EffectRow(*found) for found in connection.execute(_CLAIM_DUE, given)]
    return sorted(rows, key=lambda row: (row.made, row.key))


def renew(connection: Connection, held: Mapping[str, int], until: int) -> None:
    """Keep the leases of effects that are being performed (their `attempts` by key) until `until`; one that somebody
    else has taken meanwhile stays theirs."""
    for key, attempts in sorted(held.items()):
        connection.execute(update(effects).where(_held(key, attempts)).values(due=until))


def _held(key: str, attempts: int) -> ColumnElement[bool]:
    """Each claim counts `attempts` up, so that it tells one performer from the next."""
    return and_(effects.c.key == key, effects.c.status == "running", effects.c.attempts == attempts)


def under_way(connection: Connection, now: int) -> int:
    """How many effects are being performed, or are to be by now."""
    query = select(effects.c.key).where(
        or_(effects.c.status == "running", and_(effects.c.status == "ready", effects.c.due <= now))
    )
    return len(connection.execute(query).all())


def finish(connection: Connection, row: EffectRow, status: str, ended: str | None, now: int) -> bool:
    """Its result is booked; the sealed token has done its work and is gone. False when the performer that claimed
    `row` holds it no longer: then it has nothing to book."""
    values = {"status": status, "ended": ended, "finished": now, "sealed": None}
    return connection.execute(update(effects).where(_held(row.key, row.attempts)).values(values)).rowcount == 1


def postpone(
    connection: Connection, row: EffectRow, due: int, ended: str | None = None, *, untried: bool = False
) -> bool:
    """Come back to it at `due`. With `ended` its call knows that much already, and it will only be asked about: what
    is needed to do it is gone. `untried`: its service was not even called, and the try does not count. False as with
    `finish`."""
    values: dict[str, object] = {"status": "ready", "due": due}
    if ended is not None:
        values |= {"ended": ended, "sealed": None}
    if untried:
        values["attempts"] = row.attempts - 1
    return connection.execute(update(effects).where(_held(row.key, row.attempts)).values(values)).rowcount == 1


def settle(connection: Connection, key: str, ended: str, now: int) -> None:
    """Its result came from elsewhere and is booked, whoever is performing it or waiting to: nothing is left to do, and
    its performer finds that it holds it no longer."""
    values = {"status": "done", "ended": ended, "finished": now, "sealed": None}
    connection.execute(update(effects).where(effects.c.key == key).values(values))


def withdraw(connection: Connection, key: str, ended: str, now: int) -> None:
    """Nobody has begun it (its row is held), and nobody will."""
    values = {"status": "failed", "ended": ended, "finished": now, "sealed": None}
    connection.execute(update(effects).where(effects.c.key == key, effects.c.attempts == 0).values(values))


def tell(connection: Connection, key: str, ended: str) -> None:
    """Its call does not wait any longer, and was told this much. Whoever performs it goes on."""
    connection.execute(update(effects).where(effects.c.key == key).values(ended=ended))


def seal(connection: Connection, line: str, call: str, ref: str, sealed: bytes, now: int) -> None:
    connection.execute(delete(vault).where(vault.c.call == call, vault.c.ref == ref))
    connection.execute(insert(vault).values(line=line, call=call, ref=ref, sealed=sealed, made=now))


def sealed(connection: Connection, call: str, ref: str) -> bytes | None:
    found = connection.execute(select(vault.c.sealed).where(vault.c.call == call, vault.c.ref == ref)).scalar()
    return bytes(found) if found is not None else None


def empty_vault(connection: Connection, call: str) -> None:
    connection.execute(delete(vault).where(vault.c.call == call))


def taken(connection: Connection, key: str, now: int) -> None:
    """The service tells that it has it: a message that waits to be tried again need not be."""
    waits = (effects.c.status == "ready", effects.c.attempts > 0, effects.c.ended.is_(None))
    connection.execute(update(effects).where(effects.c.key == key, *waits).values(status="done", finished=now))


def again(connection: Connection, key: str, now: int) -> bool:
    """Try a failed message once more: its tries count on, so that it is looked for before it is sent. Whether there was
    one: charges, and messages that carry a code, are not taken up."""
    messages = (effects.c.kind.in_(("text", "email")), effects.c.payload.like('%"challenge": null%'))
    failed = update(effects).where(effects.c.key == key, effects.c.status == "failed", *messages)
    return connection.execute(failed.values(status="ready", due=now)).rowcount == 1

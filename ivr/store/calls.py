"""Calls, their turns and their status events: what the turn reads and writes. Core statements, no ORM.

Times are whole milliseconds since 1970 (UTC), JSON is text: both databases keep them alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from ivr.store.schema import metadata

calls = Table(
    "calls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("line", String(64), nullable=False),
    Column("version", String(64), nullable=False),
    Column("called", String(64), nullable=False),
    Column("caller", String(64)),
    Column("next_turn", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("awaits", String(255)),
    Column("ended", Boolean, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("touched", BigInteger, nullable=False),
    # not by `touched`: an index on what every turn changes would cost every turn
    Index("ix_calls_open", "began", sqlite_where=text("ended = 0"), postgresql_where=text("NOT ended")),
)
"""`next_turn` is the number the next webhook should bear; `awaits` the key of the effect whose result it takes."""

turns = Table(
    "turns",
    metadata,
    Column("call", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("line", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", String(64), nullable=False),
    Column("journal", Text, nullable=False),
    Column("answer", Text, nullable=False),
)

call_events = Table(
    "call_events",
    metadata,
    Column("call", String(64), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("line", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("status", String(32), nullable=False),
    Column("facts", Text, nullable=False),
    Column("journal", Text, nullable=False),
)


@dataclass(frozen=True)
class CallRow:
    id: str
    line: str
    version: str
    called: str
    caller: str | None
    next_turn: int
    state: str
    awaits: str | None
    ended: bool


@dataclass(frozen=True)
class TurnRow:
    number: int
    body: str
    answer: str
    journal: str
    at: int


_CALL = [
    calls.c.id,
    calls.c.line,
    calls.c.version,
    calls.c.called,
    calls.c.caller,
    calls.c.next_turn,
    calls.c.state,
    calls.c.awaits,
    calls.c.ended,
]
_TURN = [turns.c.number, turns.c.body, turns.c.answer, turns.c.journal, turns.c.at]


def start(connection: Connection, row: CallRow, at: int) -> bool:
    """Insert the call unless it is there: two first webhooks of one call meet here. Whether this one inserted it."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {**row.__dict__, "began": at, "touched": at}
    return connection.execute(dialect.insert(calls).values(values).on_conflict_do_nothing()).rowcount == 1


def lock(connection: Connection, call: str) -> CallRow | None:
    """The call, its row held until the transaction ends (SQLite holds the whole file already)."""
    found = connection.execute(select(*_CALL).where(calls.c.id == call).with_for_update()).first()
    return CallRow(*found) if found is not None else None


def look(connection: Connection, call: str) -> CallRow | None:
    """The call as it stands, without holding it."""
    found = connection.execute(select(*_CALL).where(calls.c.id == call)).first()
    return CallRow(*found) if found is not None else None


def forgotten(connection: Connection, before: int, limit: int) -> list[str]:
    """Calls that began and were last heard before this moment, and of whose end nobody told; the oldest first."""
    open_ = (calls.c.ended.is_(False), calls.c.began < before, calls.c.touched < before)
    return [
        call for (call,) in connection.execute(select(calls.c.id).where(*open_).order_by(calls.c.began).limit(limit))
    ]


def turn(connection: Connection, call: str, number: int) -> TurnRow | None:
    found = connection.execute(select(*_TURN).where(turns.c.call == call, turns.c.number == number)).first()
    return TurnRow(*found) if found is not None else None


def turns_of(connection: Connection, call: str) -> list[TurnRow]:
    rows = connection.execute(select(*_TURN).where(turns.c.call == call).order_by(turns.c.number))
    return [TurnRow(*row) for row in rows]


def answer(connection: Connection, row: CallRow, taken: TurnRow) -> None:
    """Keep a turn's answer and the state after it."""
    connection.execute(insert(turns).values(call=row.id, line=row.line, **taken.__dict__))
    save(connection, row, taken.at)


def save(connection: Connection, row: CallRow, at: int) -> None:
    connection.execute(
        update(calls)
        .where(calls.c.id == row.id)
        .values(next_turn=row.next_turn, state=row.state, awaits=row.awaits, ended=row.ended, touched=at)
    )


def event(connection: Connection, call: str, sequence: int) -> bool:
    """Whether this status event was journalled already."""
    found = connection.execute(
        select(call_events.c.call).where(call_events.c.call == call, call_events.c.sequence == sequence)
    ).first()
    return found is not None


def add_event(
    connection: Connection, row: CallRow, sequence: int, status: str, facts: str, journal: str, at: int
) -> None:
    connection.execute(
        insert(call_events).values(
            call=row.id, sequence=sequence, line=row.line, at=at, status=status, facts=facts, journal=journal
        )
    )

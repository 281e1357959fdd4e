"""Calls, their turns and their status events: what the turn reads and writes. Core statements, no ORM.

Times are whole milliseconds since 1970 (UTC), JSON is text: both databases keep them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    and_,
    bindparam,
    false,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.selectable import CTE

from ivr.store.direct import Direct, Pair
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
class Answered:
    """A turn that was taken: what was posted, as a digest, and what was answered."""

    body: str
    answer: str


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


_AFTER = ("next_turn", "state", "awaits", "ended", "touched")
"""What a turn changes of its call."""

# Statements are built once: building one takes longer than PostgreSQL takes to answer it.
_START = {
    dialect: insert_(calls).values({column.name: bindparam(column.name) for column in calls.c}).on_conflict_do_nothing()
    for dialect, insert_ in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
_MOVE = (
    update(calls)
    .where(calls.c.id == bindparam("id_"), calls.c.next_turn == bindparam("number"), calls.c.ended == false())
    .values({name: bindparam(name, type_=calls.c[name].type) for name in _AFTER})
)
_TAKEN = {column.name: bindparam(f"turn_{column.name}", type_=column.type) for column in turns.c}
_KEEP = (
    insert(turns)
    .from_select(list(_TAKEN), select(*_TAKEN.values()).where(func.changes() == literal_column("1")))
    .execution_options(preserve_rowcount=True)
)
"""SQLite's, right after the call's: only where that changed a row."""


def _kept_by(moved: CTE) -> Insert:
    """The turn's row, where there is one in `moved`: so both are written, by one statement, or neither."""
    kept = insert(turns).from_select(list(_TAKEN), select(*_TAKEN.values()).select_from(moved))
    return kept.execution_options(preserve_rowcount=True)


_MOVE_AND_KEEP = Pair("turn_taken", _kept_by(_MOVE.returning(calls.c.id).cte("moved")), (_MOVE, _KEEP))
_START_AND_KEEP = Pair(
    "call_begun", _kept_by(_START["postgresql"].returning(calls.c.id).cte("began")), (_START["sqlite"], _KEEP)
)
_FOUND = (
    select(*_CALL, turns.c.body, turns.c.answer)
    .select_from(calls.outerjoin(turns, and_(turns.c.call == calls.c.id, turns.c.number == bindparam("number"))))
    .where(calls.c.id == bindparam("call"))
)
_LOOK = select(*_CALL).where(calls.c.id == bindparam("call"))
_LOCK = _LOOK.with_for_update()


def find(connection: Connection | Direct, call: str, number: int) -> tuple[CallRow, Answered | None] | None:
    """The call as it stands, and the answer that was given to its turn `number`; None for a call that is not known."""
    values: dict[str, str | int] = {"call": call, "number": number}
    found: Sequence[Any] | None
    if isinstance(connection, Connection):
        found = connection.execute(_FOUND, values).first()
    else:
        found = connection.row(_FOUND, values)
    if found is None:
        return None
    *row, body, answer = found
    return CallRow(*row), None if answer is None else Answered(body, answer)


def start(connection: Connection, row: CallRow, at: int) -> bool:
    """Insert the call unless it is there: two first webhooks of one call meet here. Whether this one inserted it."""
    return connection.execute(_START[connection.dialect.name], _began(row, at)).rowcount == 1


def _began(row: CallRow, at: int) -> dict[str, str | int | bool | None]:
    return {**row.__dict__, "began": at, "touched": at}


def lock(connection: Connection, call: str) -> CallRow | None:
    """The call, its row held until the transaction ends (SQLite holds the whole file already)."""
    found = connection.execute(_LOCK, {"call": call}).first()
    return CallRow(*found) if found is not None else None


def look(connection: Connection, call: str) -> CallRow | None:
    """The call as it stands, without holding it."""
    found = connection.execute(_LOOK, {"call": call}).first()
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


def answer(connection: Connection | Direct, row: CallRow, taken: TurnRow) -> bool:
    """Keep a turn's answer and the state after it, if the call still awaits this turn and has not ended. Whether it
    did: nothing was written otherwise."""
    return _both(connection, _MOVE_AND_KEEP, {"id_": row.id, **_after(row, taken.at), **_turn(row, taken)})


def begin(connection: Connection | Direct, row: CallRow, taken: TurnRow) -> bool:
    """Keep a call that is new, with the answer to its first turn. Whether it was: nothing was written otherwise."""
    return _both(connection, _START_AND_KEEP, {**_began(row, taken.at), **_turn(row, taken)})


def _both(connection: Connection | Direct, pair: Pair, values: dict[str, str | int | bool | None]) -> bool:
    if not isinstance(connection, Connection):
        return connection.both(pair, values)
    if connection.dialect.name == "postgresql":
        return connection.execute(pair.together, values).rowcount == 1
    first, second = pair.apart
    connection.execute(first, values)
    return connection.execute(second, values).rowcount == 1


def _after(row: CallRow, at: int) -> dict[str, str | int | bool | None]:
    return {"next_turn": row.next_turn, "state": row.state, "awaits": row.awaits, "ended": row.ended, "touched": at}


def _turn(row: CallRow, taken: TurnRow) -> dict[str, str | int | bool | None]:
    """`number` is for the condition that the call still awaits it."""
    values = {f"turn_{name}": value for name, value in taken.__dict__.items()}
    return {**values, "turn_call": row.id, "turn_line": row.line, "number": taken.number}


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

"""SQLite: statements on Python's own module, which keeps them prepared."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement

from ivr.errors import TurnBusy
from ivr.store.direct.direct import Pair, Row, Values

T = TypeVar("T")

_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


@cache
def _text(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


@cache
def _flags(query: sa.Select[Any]) -> tuple[int, ...]:
    """Which columns are yes or no: SQLite has them as 1 and 0."""
    return tuple(at for at, column in enumerate(query.selected_columns) if column.type.python_type is bool)


class SqliteDirect:
    """`Direct` on a file. `writing` is held by the one that writes, `wait` seconds at most are waited for it."""

    def __init__(self, engine: sa.Engine, writing: threading.Lock, wait: float) -> None:
        self._engine, self._writing, self._wait = engine, writing, wait
        self.lost = False
        self._held = engine.raw_connection()

    def row(self, query: sa.Select[Any], values: Values) -> Row | None:
        found = self._told(_text(query), lambda sqlite: _first(sqlite, query, values))
        if found is None:
            return None
        row = list(found)
        for at in _flags(query):
            row[at] = bool(row[at])
        return tuple(row)

    def both(self, pair: Pair, values: Values) -> bool:
        if not self._writing.acquire(timeout=self._wait):
            raise TurnBusy(f"the database has been busy for {self._wait} s")
        try:
            return self._told("a turn", lambda sqlite: _both(sqlite, pair, values))
        finally:
            self._writing.release()

    def _told(self, text: str, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` gives; its errors as SQLAlchemy tells them."""
        try:
            return work(cast("sqlite3.Connection", self._held.driver_connection))
        except sqlite3.Error as error:
            raise sa.exc.DBAPIError.instance(text, None, error, sqlite3.Error, dialect=self._engine.dialect) from error

    def close(self) -> None:
        self._held.close()


def _first(sqlite: sqlite3.Connection, query: sa.Select[Any], values: Values) -> Row | None:
    found: Row | None = sqlite.execute(_text(query), values).fetchone()
    return found


def _both(sqlite: sqlite3.Connection, pair: Pair, values: Values) -> bool:
    first, second = map(_text, pair.apart)
    sqlite.execute("BEGIN IMMEDIATE")
    try:
        written = sqlite.execute(first, values).rowcount == 1
        if written:
            sqlite.execute(second, values)
        sqlite.execute("COMMIT" if written else "ROLLBACK")
    except BaseException:
        if sqlite.in_transaction:  # some errors end it by themselves
            sqlite.execute("ROLLBACK")
        raise
    return written

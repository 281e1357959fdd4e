"""SQLite: statements on Python's own module, which keeps them prepared."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement

from ivr.errors import TurnBusy
from ivr.store.direct.direct import Pair, Row, Values, own

T = TypeVar("T")

_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


@cache
def _text(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


@cache
def _own(query: sa.Select[Any]) -> Values:
    return own(query.compile(dialect=_DIALECT))


_READ: dict[type[Any], Callable[[Any], object]] = {bool: bool, datetime: datetime.fromisoformat}
"""What SQLite has otherwise: yes and no as 1 and 0, moments as text."""


@cache
def _others(query: sa.Select[Any]) -> tuple[tuple[int, Callable[[Any], object]], ...]:
    """Which columns are to be read, and how."""
    types = (column.type.python_type for column in query.selected_columns)
    return tuple((at, _READ[type_]) for at, type_ in enumerate(types) if type_ in _READ)


class SqliteDirect:
    """`Direct` on a file. `writing` is held by the one that writes, `wait` seconds at most are waited for it."""

    def __init__(self, engine: sa.Engine, writing: threading.Lock, wait: float) -> None:
        self._engine, self._writing, self._wait = engine, writing, wait
        self.lost = False
        self._known: set[Pair] = set()
        self._held = engine.raw_connection()

    def row(self, query: sa.Select[Any], values: Values) -> Row | None:
        found = self._told(_text(query), lambda sqlite: _first(sqlite, query, values))
        if found is None:
            return None
        row = list(found)
        for at, read in _others(query):
            row[at] = None if row[at] is None else read(row[at])
        return tuple(row)

    def both(self, pair: Pair, values: Values) -> bool:
        if not self._writing.acquire(timeout=self._wait):
            raise TurnBusy(f"the database has been busy for {self._wait} s")
        try:
            return self._told(_at_once(pair).write, lambda sqlite: self._both(sqlite, pair, values))
        finally:
            self._writing.release()

    def _both(self, sqlite: sqlite3.Connection, pair: Pair, values: Values) -> bool:
        at_once = _at_once(pair)
        if pair not in self._known:
            sqlite.execute(at_once.view)
            sqlite.execute(at_once.trigger)
            self._known.add(pair)
        before = sqlite.total_changes  # rowcount does not count what a trigger does
        sqlite.execute(at_once.write, values)
        return sqlite.total_changes > before

    def _told(self, text: str, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` gives; its errors as SQLAlchemy tells them."""
        try:
            return work(cast("sqlite3.Connection", self._held.driver_connection))
        except sqlite3.Error as error:
            raise sa.exc.DBAPIError.instance(text, None, error, sqlite3.Error, dialect=self._engine.dialect) from error

    def close(self) -> None:
        self._held.close()


def _first(sqlite: sqlite3.Connection, query: sa.Select[Any], values: Values) -> Row | None:
    found: Row | None = sqlite.execute(_text(query), {**_own(query), **values}).fetchone()
    return found


_VALUE = re.compile(r":(\w+)")
"""Where a statement has a value, as `_text` writes it."""


@dataclass(frozen=True)
class _AtOnce:
    """A pair as one statement, which is a transaction by itself: BEGIN, COMMIT and two writes let go of Python's lock
    a dozen times, and each time another thread may take the turn's place on the core.

    view, trigger   made once for each connection, and only seen by it: a view that nothing is ever in, and what is
                    done when somebody writes to it (https://www.sqlite.org/lang_createtrigger.html#instead_of_triggers).
    write           the writing.
    """

    view: str
    trigger: str
    write: str


@cache
def _at_once(pair: Pair) -> _AtOnce:
    work = "; ".join(map(_text, pair.apart))
    values = list(dict.fromkeys(_VALUE.findall(work)))
    view, given = pair.name, _VALUE.sub(r"NEW.\1", work)
    return _AtOnce(
        f"CREATE TEMP VIEW IF NOT EXISTS {view} AS SELECT {', '.join(f'NULL AS {value}' for value in values)}",
        f"CREATE TEMP TRIGGER IF NOT EXISTS {view}_written INSTEAD OF INSERT ON {view} BEGIN {given}; END",
        _text(sa.insert(sa.table(view, *map(sa.column, values)))),
    )

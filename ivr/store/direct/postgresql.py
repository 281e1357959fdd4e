"""PostgreSQL: prepared statements on libpq, as psycopg's `pq` has it
(https://www.psycopg.org/psycopg3/docs/api/pq.html), for psycopg's cursors take longer than PostgreSQL.

A statement is prepared once for each connection, by psycopg as well after its fifth time: what stands between us and
the server must let prepared statements be, such as pgbouncer from 1.21 on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any, NamedTuple, cast

import psycopg
import sqlalchemy as sa
from psycopg.errors import LockNotAvailable, error_from_result
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql import ClauseElement

from ivr.errors import TurnBusy
from ivr.store.direct.direct import Pair, Row, Values, own

_PREPARED = "ivr_prepared"
_OVER = ("57P", "0A000", "26000")
"""Operator's interventions; and a prepared statement whose columns have become others since, or that is gone. All three
pass with a new connection (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_FINE = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})
_NUMBERS = count(1)
_DIALECT = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class _Sent(NamedTuple):
    """A statement as libpq takes it. names: of its parameters, in order. own: values it brings along (a LIMIT's).
    read: how each column is read."""

    name: bytes
    text: bytes
    names: tuple[str, ...]
    own: Values
    read: tuple[Callable[[bytes], object], ...]


@cache
def _sent(statement: ClauseElement) -> _Sent:
    compiled = cast("sa.sql.compiler.SQLCompiler", statement.compile(dialect=_DIALECT))
    columns = statement.selected_columns if isinstance(statement, sa.Select) else ()
    read = tuple(_READ[column.type.python_type] for column in columns)
    names = tuple(compiled.positiontup or ())
    return _Sent(b"ivr_%d" % next(_NUMBERS), str(compiled).encode(), names, own(compiled), read)


def _moment(cell: bytes) -> datetime:
    return datetime.fromisoformat(cell.decode()).astimezone(UTC)


_READ: dict[type[Any], Callable[[bytes], object]] = {
    str: bytes.decode,
    int: int,
    bool: b"t".__eq__,
    datetime: _moment,
}
"""PostgreSQL's text form of a value (https://www.postgresql.org/docs/current/protocol-overview.html)."""


def _written(value: str | int | bool | None) -> tuple[bytes | None, int]:
    """A parameter and its form. Text goes in the binary one, which is its bytes: the other ends at a NUL."""
    if isinstance(value, str):
        return value.encode(), 1
    if value is None:
        return None, 0
    if isinstance(value, bool):
        return (b"t" if value else b"f"), 0
    return b"%d" % value, 0


class PostgresDirect:
    """`Direct` on a connection whose every statement is a transaction of its own."""

    def __init__(self, engine: sa.Engine, row_seconds: float) -> None:
        self._engine, self._row_seconds = engine, row_seconds
        self.lost = False
        try:
            self._held = engine.raw_connection()
        except psycopg.Error as error:  # no SQLAlchemy is there to wrap it
            raise self._told(error, "connect", lost=False) from error
        self._prepared: set[bytes] = self._held.info.setdefault(_PREPARED, set())

    def row(self, query: sa.Select[Any], values: Values) -> Row | None:
        found = self._do(sent := _sent(query), values)
        if not found.ntuples:
            return None
        cells = (found.get_value(0, at) for at in range(len(sent.read)))
        return tuple(None if cell is None else read(cell) for read, cell in zip(sent.read, cells, strict=True))

    def both(self, pair: Pair, values: Values) -> bool:
        return self._do(_sent(pair.together), values).command_tuples == 1

    def _do(self, sent: _Sent, values: Values) -> PGresult:
        connection = cast("psycopg.Connection[Row]", self._held.driver_connection)
        values = {**sent.own, **values} if sent.own else values
        given = [_written(values[name]) for name in sent.names]
        try:
            if sent.name not in self._prepared:
                self._fine(connection.pgconn.prepare(sent.name, sent.text))
                self._prepared.add(sent.name)
            parts, forms = [part for part, _ in given], [form for _, form in given]
            return self._fine(connection.pgconn.exec_prepared(sent.name, parts, forms))  # type: ignore[arg-type]  # None is NULL
        except LockNotAvailable:
            raise TurnBusy(f"a row has been held for {self._row_seconds} s") from None
        except psycopg.Error as error:
            # What has no code at all never reached the server, or is the server's end.
            self.lost = connection.pgconn.status == ConnStatus.BAD or (error.sqlstate or "57P").startswith(_OVER)
            if self.lost:  # all others of the pool are as old
                self._held.invalidate(error)
                self._engine.dispose()
            raise self._told(error, sent.text.decode(), lost=self.lost) from error

    def _fine(self, result: PGresult) -> PGresult:
        if result.status in _FINE:
            return result
        raise error_from_result(result)

    def _told(self, error: psycopg.Error, text: str, *, lost: bool) -> BaseException:
        dialect = self._engine.dialect
        return sa.exc.DBAPIError.instance(
            text, None, error, psycopg.Error, connection_invalidated=lost, dialect=dialect
        )

    def close(self) -> None:
        self._held.close()

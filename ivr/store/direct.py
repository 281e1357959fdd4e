"""Statements straight on psycopg, for the two that every turn sends: SQLAlchemy's way to a statement takes longer than
PostgreSQL takes to answer it (docs/performance.md). They are built by SQLAlchemy, once, and their errors are its own:
whoever tries again, or tells of a row that is held, finds what it looks for. PostgreSQL only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql import ClauseElement

Row = tuple[Any, ...]


def sql(statement: ClauseElement) -> str:
    """The statement's text, with psycopg's names for its parameters."""
    return str(statement.compile(dialect=PGDialect_psycopg()))  # type: ignore[no-untyped-call]


class Direct:
    """A connection of a pool, whose every statement is a transaction of its own. To be closed."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        try:
            self._held = engine.raw_connection()
        except psycopg.Error as error:  # no SQLAlchemy is there to wrap it
            raise self._told(error, "connect", lost=False) from error

    def row(self, text: str, values: Mapping[str, object]) -> Row | None:
        """The first row of what is found. Raises DBAPIError."""
        return self._sent(text, values).fetchone()

    def count(self, text: str, values: Mapping[str, object]) -> int:
        """How many rows were written. Raises DBAPIError."""
        return self._sent(text, values).rowcount

    def _sent(self, text: str, values: Mapping[str, object]) -> psycopg.Cursor[Row]:
        connection = cast("psycopg.Connection[Row]", self._held.driver_connection)
        try:
            return connection.execute(text, values)
        except psycopg.Error as error:
            lost = bool(connection.closed)
            if lost:  # all others of the pool are as old
                self._held.invalidate(error)
                self._engine.dispose()
            raise self._told(error, text, lost=lost) from error

    def _told(self, error: psycopg.Error, text: str, *, lost: bool) -> BaseException:
        dialect = self._engine.dialect
        return sa.exc.DBAPIError.instance(
            text, None, error, psycopg.Error, connection_invalidated=lost, dialect=dialect
        )

    def close(self) -> None:
        self._held.close()

"""The metadata that every table hangs on, and the column types that mean the same on SQLite and PostgreSQL.

Money is minor units in a BIGINT, with its currency beside it: exact on both (SQLite keeps NUMERIC as a float).
Moments are UTC: TIMESTAMP WITH TIME ZONE on PostgreSQL, and on SQLite, which has none, ISO text of one length, which
sorts as time does. Every row begins with its line.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


class Moment(TypeDecorator[datetime]):
    """A datetime with a zone; comes back in UTC. Raises ValueError for one without a zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(27))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone is not stored")
        moment = value.astimezone(UTC)
        return moment.strftime(_ISO) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the name is SQLAlchemy's
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)  # a tenth of strptime's time; Z is UTC
        moment: datetime = value
        return moment.astimezone(UTC)


ID = sa.String(64)
"""Ids, call SIDs (34 characters) and keyed hashes (64)."""


def line() -> sa.Column[str]:
    """The first column of every table, and part of its primary key."""
    return sa.Column("line", ID, primary_key=True)


def minor(name: str) -> sa.Column[int]:
    """An amount in minor units of the row's currency."""
    return sa.Column(f"{name}_minor", sa.BigInteger, nullable=False)


def currency() -> sa.Column[str]:
    """ISO 4217."""
    return sa.Column("currency", sa.String(3), nullable=False)


def belongs_to(column: str, table: str) -> sa.ForeignKeyConstraint:
    """`column` names a row of `table` in the same line."""
    return sa.ForeignKeyConstraint(["line", column], [f"{table}.line", f"{table}.id"])

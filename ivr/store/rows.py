"""What every repository shares: its reach and line, reading and writing rows, amounts and their currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ivr.store.reach import Reach
from ivr.values import Money

Row = sa.RowMapping


@dataclass(frozen=True)
class Repository:
    """A repository of one line. In one transaction, but for what an action reads that only reads."""

    reach: Reach
    line: str

    @property
    def connection(self) -> sa.Connection:
        return self.reach.connection

    def _all(self, query: sa.Select[Any]) -> list[Row]:
        return list(self.connection.execute(query).mappings())

    def _one(self, query: sa.Select[Any]) -> Row | None:
        return self.connection.execute(query).mappings().one_or_none()

    def _row(self, table: sa.Table, *, lock: bool = False, **equal: object) -> Row | None:
        """The line's one row of the table in which each named column equals the value; `lock`: held until the
        transaction ends (SQLite leaves FOR UPDATE out: there the whole database is ours since BEGIN IMMEDIATE)."""
        query = _selected(table, tuple(equal), lock)
        return self.connection.execute(query, {"line": self.line, **equal}).mappings().one_or_none()

    def _from(self, table: sa.Table, **equal: object) -> sa.Select[Any]:
        """The line's rows of the table in which each named column equals the value."""
        columns = [table.c[name] == value for name, value in equal.items()]
        return sa.select(table).where(table.c.line == self.line, *columns)

    def _add(self, table: sa.Table, values: Mapping[str, object]) -> None:
        self.connection.execute(sa.insert(table), {"line": self.line, **values})

    def _update(self, table: sa.Table, values: Mapping[str, object]) -> None:
        """The row with the values' primary key gets the rest of the values. Raises LookupError when there is none."""
        keys = {f"key_{column.name}": column.name for column in table.primary_key.columns}
        given = {"line": self.line, **values}
        rest = {name: value for name, value in values.items() if name not in keys.values()}
        done = self.connection.execute(_updated(table), {**rest, **{key: given[name] for key, name in keys.items()}})
        if done.rowcount != 1:
            raise LookupError(f"no row of {table.name} to update")

    def _put(self, table: sa.Table, values: Mapping[str, object]) -> None:
        """Adds the row, or overwrites the one with its primary key."""
        keys = [column.name for column in table.primary_key.columns]
        rest = {name: value for name, value in values.items() if name not in keys}
        self.connection.execute(
            upsert(self.connection, table)
            .values(line=self.line, **values)
            .on_conflict_do_update(index_elements=keys, set_=rest)
        )


# Statements that only differ in their values are built once: building one takes longer than to execute it.


@cache
def _selected(table: sa.Table, equal: tuple[str, ...], lock: bool) -> sa.Select[Any]:
    query = sa.select(table).where(*(table.c[name] == sa.bindparam(name) for name in ("line", *equal)))
    return query.with_for_update() if lock else query


@cache
def _updated(table: sa.Table) -> sa.Update:
    return sa.update(table).where(*(column == sa.bindparam(f"key_{column.name}") for column in table.primary_key))


def upsert(connection: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say ON CONFLICT, which both databases can and neither's is the other's to SQLAlchemy."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def money(row: Row, name: str) -> Money:
    return Money.minor(row[f"{name}_minor"], row["currency"])


def in_minor(**amounts: Money) -> dict[str, object]:
    """Columns of these amounts, which must share a currency. Raises ValueError when they do not."""
    currencies = {amount.currency for amount in amounts.values()}
    if len(currencies) != 1:
        raise ValueError("the amounts of one row share a currency")
    return {f"{name}_minor": amount.minor_units for name, amount in amounts.items()} | {"currency": currencies.pop()}

"""What every repository shares: its connection and line, reading and writing rows, amounts and their currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ivr.values import Money

Row = sa.RowMapping


@dataclass(frozen=True)
class Repository:
    """A repository of one line, in one transaction."""

    connection: sa.Connection
    line: str

    def _all(self, query: sa.Select[Any]) -> list[Row]:
        return list(self.connection.execute(query).mappings())

    def _one(self, query: sa.Select[Any]) -> Row | None:
        return self.connection.execute(query).mappings().one_or_none()

    def _from(self, table: sa.Table, **equal: object) -> sa.Select[Any]:
        """The line's rows of the table in which each named column equals the value."""
        columns = [table.c[name] == value for name, value in equal.items()]
        return sa.select(table).where(table.c.line == self.line, *columns)

    def _add(self, table: sa.Table, values: Mapping[str, object]) -> None:
        self.connection.execute(sa.insert(table), {"line": self.line, **values})

    def _update(self, table: sa.Table, values: Mapping[str, object]) -> None:
        """The row with the values' primary key gets the rest of the values. Raises LookupError when there is none."""
        keys = [column.name for column in table.primary_key.columns if column.name != "line"]
        where = [table.c[name] == values[name] for name in keys]
        rest = {name: value for name, value in values.items() if name not in keys}
        done = self.connection.execute(sa.update(table).where(table.c.line == self.line, *where).values(**rest))
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

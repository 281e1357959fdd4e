"""Indexes on tables that are in use, made beside those who use them."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op


class Wanted(NamedTuple):
    """An index. `where` limits it to some rows, as SQL that both databases read."""

    name: str
    table: str
    columns: tuple[str, ...]
    where: str | None = None


def make_indexes(*wanted: Wanted) -> None:
    """Within a revision that does nothing else: those of these that are not there.

    On PostgreSQL each is made CONCURRENTLY, which holds up nobody and waits for the transactions before it, however
    long those take; one that was begun and not finished is there as invalid, and is made anew
    (https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).
    """
    if op.get_bind().dialect.name != "postgresql":
        for each in wanted:
            _make(each, beside=False)
        return
    with op.get_context().autocommit_block():
        kept = op.get_bind().exec_driver_sql("SHOW lock_timeout").scalar_one()
        op.execute("SET lock_timeout = 0")
        for each in wanted:
            if _unfinished(each.name):
                op.drop_index(each.name, postgresql_concurrently=True)
            _make(each, beside=True)
        op.execute(f"SET lock_timeout = '{kept}'")


def _make(index: Wanted, *, beside: bool) -> None:
    where = None if index.where is None else sa.text(index.where)
    op.create_index(
        index.name,
        index.table,
        list(index.columns),
        if_not_exists=True,
        sqlite_where=where,
        postgresql_where=where,
        postgresql_concurrently=beside,
    )


def _unfinished(name: str) -> bool:
    invalid = sa.text("SELECT 1 FROM pg_index WHERE NOT indisvalid AND indexrelid = to_regclass(:name)")
    return op.get_bind().execute(invalid, {"name": name}).first() is not None

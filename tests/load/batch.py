"""A connection that gathers inserts and writes them many at a time: for thousands of people."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ivr.store.schema import metadata

MOST = 2000


class Batch:
    """In the place of a `Connection`, where repositories add rows. Whatever is no insert is done after those."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows: dict[sa.Table, list[dict[str, object]]] = {}
        self.dialect = connection.dialect

    def execute(self, statement: Any, values: Any = None) -> Any:
        if not isinstance(statement, sa.Insert) or not isinstance(values, dict):
            self.flush()
            return self._connection.execute(statement, values)
        rows = self._rows.setdefault(statement.table, [])
        rows.append(values)
        if len(rows) >= MOST:
            self.flush()
        return None

    def flush(self) -> None:
        """Write what was gathered, what others hang on first."""
        for table in metadata.sorted_tables:
            rows = self._rows.pop(table, [])
            if rows:
                self._connection.execute(sa.insert(table), rows)

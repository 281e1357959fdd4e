"""Repository of callers waiting for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from ivr.domain.promises import Handoff
from ivr.store.promise_tables import handoffs, staffing
from ivr.store.rows import Repository, Row

_COLUMNS = {field.name: ("left_at" if field.name == "left" else field.name) for field in fields(Handoff)}
"""`left` is a word of SQL."""


@dataclass(frozen=True)
class SqlHandoffs(Repository):
    def get(self, call: str) -> Handoff | None:
        row = self._row(handoffs, call=call)
        return None if row is None else _handoff(row)

    def waiting(self, queue: str) -> Sequence[Handoff]:
        query = self._from(handoffs, queue=queue).where(handoffs.c.left_at.is_(None))
        return [_handoff(row) for row in self._all(query.order_by(handoffs.c.entered, handoffs.c.call))]

    def put(self, handoff: Handoff) -> None:
        self._put(handoffs, {column: getattr(handoff, name) for name, column in _COLUMNS.items()})

    def staffed(self, queue: str) -> bool:
        row = self._row(staffing, queue=queue)
        return True if row is None else bool(row["staffed"])

    def set_staffed(self, queue: str, staffed: bool) -> None:
        self._put(staffing, {"queue": queue, "staffed": staffed})


def _handoff(row: Row) -> Handoff:
    return Handoff(**{name: row[column] for name, column in _COLUMNS.items()})

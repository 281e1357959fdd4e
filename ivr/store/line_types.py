"""What is known of telephone numbers: which kind of line each is on, by keyed hash, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ivr.domain.keys import Keys
from ivr.domain.records import LineKind
from ivr.store.rows import Repository
from ivr.store.schema import ID, Moment, line, metadata

line_types = sa.Table(
    "line_types",
    metadata,
    line(),
    sa.Column("number", ID, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("looked_up", Moment, nullable=False),
)
"""`number` is a keyed hash: the table tells nobody whose numbers these are."""


@dataclass(frozen=True)
class SqlLineTypes(Repository):
    keys: Keys

    def kinds(self, numbers: Sequence[str], since: datetime) -> Mapping[str, LineKind]:
        hashed = {self._hash(number): number for number in numbers}
        query = self._from(line_types).where(line_types.c.number.in_(list(hashed)), line_types.c.looked_up >= since)
        return {hashed[row["number"]]: row["kind"] for row in self._all(query)}

    def note(self, number: str, kind: LineKind, now: datetime) -> None:
        self._put(line_types, {"number": self._hash(number), "kind": kind, "looked_up": now})

    def _hash(self, number: str) -> str:
        return self.keys.lookup("phone", number)

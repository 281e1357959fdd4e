"""What is known of telephone numbers: which kind of line each is on, by keyed hash, and since when."""

from __future__ import annotations

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

    def kind(self, number: str, since: datetime) -> LineKind | None:
        row = self._one(self._from(line_types, number=self._hash(number)).where(line_types.c.looked_up >= since))
        return None if row is None else row["kind"]

    def note(self, number: str, kind: LineKind, now: datetime) -> None:
        self._put(line_types, {"number": self._hash(number), "kind": kind, "looked_up": now})

    def _hash(self, number: str) -> str:
        return self.keys.lookup("phone", number)

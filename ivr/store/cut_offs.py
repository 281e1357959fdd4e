"""Calls that were cut off, by the number they came from."""

from __future__ import annotations

from dataclasses import dataclass, fields

import sqlalchemy as sa

from ivr.domain.promises import CutOff
from ivr.store.rows import Repository
from ivr.store.schema import ID, Moment, line, metadata

cut_offs = sa.Table(
    "cut_offs",
    metadata,
    line(),
    sa.Column("call", ID, primary_key=True),
    sa.Column("caller", ID, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kept", sa.Text, nullable=False),
    sa.Column("level", sa.String(12), nullable=False),
    sa.Column("account", ID),
    sa.Column("made", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("taken_by", ID),
    sa.Index(None, "line", "caller", "made"),
    sa.Index(None, "line", "taken_by"),
)

_FIELDS = tuple(field.name for field in fields(CutOff))

_NEWEST = (
    sa.select(*(cut_offs.c[name] for name in _FIELDS))
    .where(cut_offs.c.line == sa.bindparam("line"), cut_offs.c.caller == sa.bindparam("caller"))
    # of two in the same instant (a lab's clock may stand still) the one that nobody went on from
    .order_by(cut_offs.c.made.desc(), cut_offs.c.taken_by.is_not(None), cut_offs.c.call)
    .limit(1)
)
"""Built once: every call asks."""


@dataclass(frozen=True)
class SqlCutOffs(Repository):
    def put(self, cut_off: CutOff) -> None:
        self._put(cut_offs, {name: getattr(cut_off, name) for name in _FIELDS})

    def newest(self, caller: str) -> CutOff | None:
        values = {"line": self.line, "caller": caller}
        direct = self.reach.direct
        row = self.connection.execute(_NEWEST, values).first() if direct is None else direct.row(_NEWEST, values)
        return None if row is None else CutOff(*row)

    def taken_by(self, call: str) -> CutOff | None:
        row = self._one(self._from(cut_offs, taken_by=call).order_by(cut_offs.c.made.desc()).limit(1))
        return None if row is None else CutOff(**{name: row[name] for name in _FIELDS})

    def take(self, call: str, by: str) -> bool:
        mine = (cut_offs.c.line == self.line) & (cut_offs.c.call == call) & cut_offs.c.taken_by.is_(None)
        return self.connection.execute(sa.update(cut_offs).where(mine).values(taken_by=by)).rowcount == 1

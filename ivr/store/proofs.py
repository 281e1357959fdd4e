"""Repositories of claims, challenges and counters."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from ivr.domain.promises import Challenge, Claim, Purpose
from ivr.store.promise_tables import challenges, claims, counters
from ivr.store.rows import Repository, Row

_CLAIM_FIELDS = tuple(field.name for field in fields(Claim))
_CHALLENGE_FIELDS = tuple(field.name for field in fields(Challenge))


@dataclass(frozen=True)
class SqlClaims(Repository):
    def get(self, call: str) -> Claim | None:
        row = self._row(claims, call=call)
        return None if row is None else Claim(**{name: row[name] for name in _CLAIM_FIELDS})

    def put(self, claim: Claim) -> None:
        self._put(claims, {name: getattr(claim, name) for name in _CLAIM_FIELDS})


@dataclass(frozen=True)
class SqlChallenges(Repository):
    def current(self, call: str, purpose: Purpose) -> Challenge | None:
        row = self._one(self._from(challenges, call=call, purpose=purpose).where(challenges.c.state != "void"))
        return None if row is None else _challenge(row)

    def void(self, call: str, purpose: Purpose) -> None:
        table = challenges
        where = (table.c.line == self.line, table.c.call == call, table.c.purpose == purpose, table.c.state != "void")
        self.connection.execute(sa.update(table).where(*where).values(state="void"))

    def add(self, challenge: Challenge) -> None:
        self._add(challenges, {name: getattr(challenge, name) for name in _CHALLENGE_FIELDS})

    def update(self, challenge: Challenge) -> None:
        self._update(challenges, {name: getattr(challenge, name) for name in _CHALLENGE_FIELDS})


def _challenge(row: Row) -> Challenge:
    return Challenge(**{name: row[name] for name in _CHALLENGE_FIELDS})


_COUNT = {
    # One statement: PostgreSQL holds the row until the commit, so a second caller counts on from this one.
    dialect: insert(counters)
    .on_conflict_do_update(
        index_elements=[column.name for column in counters.primary_key], set_={"counted": counters.c.counted + 1}
    )
    .returning(counters.c.counted)
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


@dataclass(frozen=True)
class SqlCounters(Repository):
    def count(self, name: str, scope: str, subject: str, day: date | None) -> int:
        given = {"line": self.line, "name": name, "scope": scope, "subject": subject, "day": _day(day), "counted": 1}
        counted: int = self.connection.execute(_COUNT[self.connection.dialect.name], given).scalar_one()
        return counted

    def read(self, name: str, scope: str, subject: str, day: date | None) -> int:
        row = self._row(counters, name=name, scope=scope, subject=subject, day=_day(day))
        return 0 if row is None else int(row["counted"])


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()

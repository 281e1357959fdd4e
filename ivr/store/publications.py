"""Publications: which version of a line was made live, when, by whom and why. Rows are only added, and the database
refuses anything else; the newest row of a line names its live version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    func,
    insert,
    select,
)

from ivr.store.calls import calls
from ivr.store.schema import metadata

Kind = Literal["publish", "rollback"]

publications = Table(
    "publications",
    metadata,
    Column("line", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("version", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String(200), nullable=False),
    Column("note", Text, nullable=False),
    ForeignKeyConstraint(["line", "version"], ["line_versions.line", "line_versions.version"]),
    CheckConstraint("kind IN ('publish', 'rollback')", name="kind"),
)

_LOCK = 0x69767202
"""PostgreSQL's advisory lock while publishing ("ivr", 2), with the line's name hashed beside it."""


@dataclass(frozen=True)
class Publication:
    """One row. `number` counts from 1 within its line; `at` is milliseconds since 1970."""

    line: str
    number: int
    kind: Kind
    version: str
    at: int
    who: str
    note: str


_NEWEST = (  # built once: every server asks every few seconds
    select(publications.c.line, func.max(publications.c.number))
    .group_by(publications.c.line)
    .order_by(func.min(publications.c.at))
)
_ROW = [publications.c[name] for name in ("line", "number", "kind", "version", "at", "who", "note")]


def hold(connection: Connection, line: str) -> None:
    """Until this transaction ends nobody else publishes the line (SQLite holds the whole file already)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK, func.hashtext(line))))


def add(connection: Connection, line: str, kind: Kind, version: str, at: int, who: str, note: str) -> Publication:
    """Make a version live. Only under `hold`."""
    newest = live(connection, line)
    made = Publication(line, newest.number + 1 if newest is not None else 1, kind, version, at, who[:200], note)
    connection.execute(insert(publications).values(made.__dict__))
    return made


def live(connection: Connection, line: str) -> Publication | None:
    """The newest publication of a line."""
    query = select(*_ROW).where(publications.c.line == line).order_by(publications.c.number.desc()).limit(1)
    found = connection.execute(query).first()
    return Publication(*found) if found is not None else None


def newest(connection: Connection) -> dict[str, int]:
    """The number of each line's newest publication, in the order in which the lines were first published."""
    return {line: int(found) for line, found in connection.execute(_NEWEST)}


def history(connection: Connection, line: str) -> list[Publication]:
    """All publications of a line, the newest first."""
    query = select(*_ROW).where(publications.c.line == line).order_by(publications.c.number.desc())
    return [Publication(*row) for row in connection.execute(query)]


def under_way(connection: Connection, line: str, since: int) -> dict[str, int]:
    """How many calls are on each version: not ended, and heard of `since` (a call whose end the carrier never told
    would count for ever)."""
    query = (
        select(calls.c.version, func.count())
        .where(calls.c.line == line, calls.c.ended.is_(False), calls.c.touched >= since)
        .group_by(calls.c.version)
    )
    return {version: int(count) for version, count in connection.execute(query)}

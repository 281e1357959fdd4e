"""Statements straight on the driver, for those that every turn sends: SQLAlchemy's way to a statement, and psycopg's,
take longer than the database takes to answer it (docs/performance.md). They are built by SQLAlchemy, once, and their
errors are its own: whoever tries again, or tells of a row that is held, finds what it looks for.
"""

from __future__ import annotations

from ivr.store.direct.direct import Direct, Pair
from ivr.store.direct.postgresql import PostgresDirect
from ivr.store.direct.sqlite import SqliteDirect

__all__ = ["Direct", "Pair", "PostgresDirect", "SqliteDirect"]

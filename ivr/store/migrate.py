"""Bringing a database to this code's tables beside servers that answer calls, and asking whether it is there.

A revision either makes tables and columns that the code before does not know, or (by itself) indexes on tables that are
in use; nothing that code uses goes before the next release. So servers of the release before go on, while it is applied
and afterwards.
"""

from __future__ import annotations

import time
from pathlib import Path

import psycopg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ivr.errors import StateError
from ivr.store.before_ledger import bring_along
from ivr.store.database import Database

_LOCK = 0x69767201
"""PostgreSQL's advisory lock while migrating ("ivr", 1): two who migrate at once must take turns."""
LOCK_MS = 500
"""How long a statement of a migration waits for a table (`lock_timeout`). Whoever asks for the table after it waits
behind it, calls among them, and those have 2 s (`ivr.store.database.ROW_SECONDS`)."""
PAUSE_SECONDS = 1.0
"""Until it asks again; meanwhile those who stood behind it get through."""
PATIENCE_SECONDS = 600.0
"""In all: as long as a dump or a report may hold a table, or somebody else's migration take."""


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade(database: Database, to: str = "head", patience: float = PATIENCE_SECONDS) -> None:
    """Applies what is missing (up to one revision). SQLite: all of it or nothing. PostgreSQL: each revision or nothing
    of it; one that cannot have its table at once is tried again, for `patience` seconds in all.

    A database that a later release has upgraded is left as it is.

    Raises StateError when a table was held, or somebody else was migrating, for all that time: what was applied until
    then stays, and the next upgrade goes on from there.
    """
    if database.is_sqlite:
        with database.begin() as connection:
            before = _revision(connection)
            if not _at_least(before, _head()):
                command.upgrade(_config(connection), to)
    else:
        before = _beside_servers(database, to, patience)
    if before is not None and before < "0005":
        bring_along(database)


def _beside_servers(database: Database, to: str, patience: float) -> str | None:
    """Gives the revision it came from."""
    until = time.monotonic() + patience
    engine = sa.create_engine(database.engine.url, poolclass=sa.NullPool)
    try:
        with engine.connect() as connection:
            _take_turns(connection, until)
            before = _revision(connection)
            if _at_least(before, _head()):
                return before
            connection.exec_driver_sql(f"SET lock_timeout = {LOCK_MS}")
            connection.commit()
            while not _applied(connection, to):
                if time.monotonic() + PAUSE_SECONDS > until:
                    raise StateError(f"a table has been held for {patience:.0f} s: who holds it is in pg_stat_activity")
                time.sleep(PAUSE_SECONDS)
            return before
    finally:
        engine.dispose()  # which ends the session, and gives the turn back


def _take_turns(connection: sa.Connection, until: float) -> None:
    """Asked again and again: to wait in a statement would hold up `CREATE INDEX CONCURRENTLY`, which waits for all that
    began before it, so that the two waited for each other."""
    while not connection.execute(sa.select(sa.func.pg_try_advisory_lock(_LOCK))).scalar_one():
        connection.commit()
        if time.monotonic() > until:
            raise StateError("somebody else has been migrating this database all the time")
        time.sleep(PAUSE_SECONDS / 5)
    connection.commit()


def _applied(connection: sa.Connection, to: str) -> bool:
    """False when a table was not to be had."""
    try:
        command.upgrade(_config(connection), to)
    except sa.exc.OperationalError as error:
        if not isinstance(error.orig, psycopg.errors.LockNotAvailable):
            raise
        connection.rollback()
        return False
    return True


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def is_current(database: Database) -> bool:
    """Whether the database has the tables that this code knows. One that a later release has expanded has them, too:
    so a server goes on answering, and may start again, after the upgrade."""
    with database.begin() as connection:
        return _at_least(_revision(connection), _head())


def revisions() -> list[str]:
    """The text of each revision, the first first."""
    found = reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))
    return [Path(each.path).read_text() for each in found]


def _head() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _at_least(revision: str | None, wanted: str) -> bool:
    """Revisions are numbers of four digits, one after the other."""
    return revision is not None and revision >= wanted

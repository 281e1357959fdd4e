"""Bringing a database to this code's tables, and asking whether it is there."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ivr.store.database import Database

_LOCK = 0x69767201
"""PostgreSQL's advisory lock while migrating ("ivr", 1): two servers starting at once must take turns."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Applies what is missing (up to one revision), all of it or nothing."""
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def is_current(database: Database) -> bool:
    """Whether the database has exactly the migrations this code knows."""
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    with database.begin() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads

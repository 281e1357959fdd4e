"""ivr db: the database's tables."""

from __future__ import annotations

import click

from ivr.settings import read_settings
from ivr.store.database import Database
from ivr.store.migrate import upgrade


@click.group()
def db() -> None:
    """The database (DATABASE_URL)."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this version's tables; does nothing when it has them."""
    database = Database(read_settings().database_url)
    try:
        upgrade(database)
    finally:
        database.close()
    click.echo("the database has this version's tables")

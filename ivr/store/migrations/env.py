"""Alembic's environment: the connection comes from `ivr.store.migrate`. In a transaction already (SQLite), all of it is
in that one; else each revision is in one of its own."""

from __future__ import annotations

from alembic import context

from ivr.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()

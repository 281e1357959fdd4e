"""Alembic's environment: the connection comes from `ivr.store.migrate`, in the caller's transaction."""

from __future__ import annotations

from alembic import context

from ivr.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()

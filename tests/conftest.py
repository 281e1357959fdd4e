"""Fixtures of several rooms: both databases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ivr.domain.keys import Keys
from ivr.store.database import PLAIN, Database
from ivr.store.migrate import upgrade
from tests.support.postgres import Postgres, postgres

os.environ["IVR_TRIAL"] = "1"
"""The servers of tests run on stand-ins; one test says that others refuse to."""


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture(scope="session")
def migrated(server: Postgres) -> str:
    """The name of a migrated PostgreSQL database to copy: migrating takes longer than copying."""
    url = server.url()
    database = Database(url)
    upgrade(database)
    database.close()
    return server.name(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'test.db'}")
        upgrade(made)
    else:
        server: Postgres = request.getfixturevalue("server")
        made = Database(server.url(template=request.getfixturevalue("migrated")))
    yield made
    made.close()


@sa.event.listens_for(sa.Engine, "before_cursor_execute")
def note_writing(connection: sa.Connection, _cursor: object, statement: str, *_rest: object) -> None:
    if connection.get_execution_options().get(PLAIN) and not statement.startswith(("SELECT", "WITH")):
        WRITTEN.append(statement)


WRITTEN: list[str] = []
"""Without a transaction, by this process."""


@pytest.fixture(autouse=True)
def only_reads() -> Iterator[None]:
    """What is sent without a transaction reads: what an action writes must be undone when it breaks. Told at the end,
    for whatever breaks in an action is an outcome of it."""
    WRITTEN.clear()
    yield
    assert WRITTEN == [], "written without a transaction"


@pytest.fixture
def keys() -> Keys:
    return Keys(b"a key for tests only")

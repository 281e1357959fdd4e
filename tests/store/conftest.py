"""Every store test runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.domain.ports import Books
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from tests.support.business import KEYS, ListOutbox
from tests.support.postgres import Postgres, postgres


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
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    server: Postgres = request.getfixturevalue("server")
    return server.url()


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


@pytest.fixture
def books(database: Database) -> Iterator[Books]:
    with database.begin() as connection:
        yield books_of(connection, "acme", KEYS, ListOutbox())

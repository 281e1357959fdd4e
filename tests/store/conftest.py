"""Every store test runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.domain.ports import Books
from ivr.store.books import books_of
from ivr.store.database import Database
from tests.support.business import KEYS, ListOutbox
from tests.support.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    server: Postgres = request.getfixturevalue("server")
    return server.url()


@pytest.fixture
def books(database: Database) -> Iterator[Books]:
    with database.begin() as connection:
        yield books_of(connection, "acme", KEYS, ListOutbox())

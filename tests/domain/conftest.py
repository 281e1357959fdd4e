"""The business on SQLite in memory: what differs between databases is tested in tests/store and tests/runtime."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ivr.store.database import Database
from tests.support.business import Caller, Desk, desk, memory_database


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    made = memory_database()
    yield made
    made.close()


@pytest.fixture(name="desk")
def _desk(database: Database) -> Iterator[Desk]:
    with desk(database) as opened:
        yield opened


@pytest.fixture
def caller(desk: Desk) -> Caller:
    return desk.caller()

"""Actions are done on both databases, on the demo's customers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ivr.store.database import Database
from ivr.store.migrate import upgrade
from tests.support.business import Caller, Desk, desk, memory_database
from tests.support.postgres import postgres


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "sqlite":
        made = memory_database()
        yield made
        made.close()
        return
    with postgres() as server:
        made = Database(server.url())
        upgrade(made)
        yield made
        made.close()


@pytest.fixture(name="desk")
def _desk(database: Database) -> Iterator[Desk]:
    with desk(database) as opened:
        yield opened


@pytest.fixture
def caller(desk: Desk) -> Caller:
    return desk.caller()


@pytest.fixture
def alice(desk: Desk) -> Caller:
    """Verified for 40012345: 240.00 due, 120.00 of it overdue, at least 180.00."""
    return desk.caller().verify("40012345", "1980-02-29")

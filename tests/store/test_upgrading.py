"""An upgrade beside those who use the database: nobody waits for it, and what they do meanwhile is kept."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from ivr.errors import StateError
from ivr.store import migrate
from ivr.store.balances import unbalanced
from ivr.store.before_ledger import bring_along
from ivr.store.booked import booked
from ivr.store.database import Database
from ivr.store.migrate import is_current, upgrade
from tests.store.rows_of_0004 import account, charge, customer, move
from tests.support.postgres import Postgres


@pytest.fixture
def old(empty_url: str) -> Iterator[Database]:
    """As the code before the ledger left it."""
    with closing(Database(empty_url)) as database:
        upgrade(database, to="0004")
        with database.begin() as connection:
            customer(connection)
            account(connection, "a", 1_000_000, "USD")
        yield database


class OldServer(threading.Thread):
    """What a server of revision 0004 writes when a payment is booked, again and again until it is stopped."""

    def __init__(self, database: Database, most: int = 400) -> None:
        super().__init__(daemon=True)
        self.database, self.most = database, most
        self.done, self.slowest = 0, 0.0
        self.failed: list[str] = []
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set() and self.done < self.most:
            began = time.monotonic()
            try:
                with self.database.begin(wait=2.0) as connection:
                    charge(connection, f"p{self.done}", "a", 500, 10, "USD", "succeeded")
                    move(connection, "a", -500)
            except Exception as error:
                self.failed.append(repr(error)[:200])
                return
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.done += 1
            time.sleep(0.005)

    def stop(self) -> None:
        self.stopping.set()
        self.join(10)


def test_an_old_server_goes_on_beside_the_upgrade_and_all_it_booked_is_brought_along(
    old: Database, empty_url: str
) -> None:
    with closing(Database(empty_url)) as its_own:
        server = OldServer(old if old.is_sqlite else its_own)  # SQLite: one process, whose writers take turns
        server.start()
        while server.done < 10:
            time.sleep(0.01)
        upgrade(old)
        during = server.done
        while server.done < during + 10 and server.is_alive():
            time.sleep(0.01)  # it goes on after the upgrade, too: nobody has restarted it yet
        server.stop()
    assert server.failed == []
    assert server.slowest < 2.0, "callers of an old server would have been told to wait"
    assert server.done >= during + 10
    assert is_current(old)
    with old.reading() as connection:
        assert unbalanced(connection) != [], "what came after the upgrade is told until it is brought along"
    brought = bring_along(old)
    assert brought.payments > 0
    assert bring_along(old).payments == 0
    with old.snapshot() as connection:
        assert unbalanced(connection) == []
        found = list(booked(connection, "l", datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)))
        assert len(found) == server.done
        assert {each.key for each in found} == {f"key/p{number}" for number in range(server.done)}


@contextmanager
def reported(url: str, table: str) -> Iterator[None]:
    """A long report, or a dump, that has read a table and is not done with it."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        connection.execute(sa.text(f"SELECT count(*) FROM {table}"))
        yield
    engine.dispose()


def test_an_upgrade_that_waits_for_a_table_keeps_nobody_waiting(server: Postgres) -> None:
    url = server.url()
    with closing(Database(url)) as database:
        upgrade(database, to="0004")
        with database.begin() as connection:
            customer(connection)
            account(connection, "a", 1_000_000, "USD")
        with reported(url, "payments"):
            upgrading = threading.Thread(target=upgrade, args=(database,), daemon=True)
            upgrading.start()
            caller = OldServer(database)
            caller.start()
            time.sleep(1.8)
            assert upgrading.is_alive(), "the table is held"
            assert caller.done > 5
            caller.stop()
            assert caller.failed == []
            assert caller.slowest < 1.0
        upgrading.join(20)
        assert not upgrading.is_alive()
        assert is_current(database)


def test_an_upgrade_that_never_gets_its_table_gives_up_and_goes_on_another_time(server: Postgres) -> None:
    url = server.url()
    with closing(Database(url)) as database:
        upgrade(database, to="0004")
        with reported(url, "payments"), pytest.raises(StateError, match="held"):
            upgrade(database, patience=1.2)
        assert not is_current(database)
        upgrade(database)
        assert is_current(database)


def test_an_index_that_was_not_finished_is_made_anew(server: Postgres) -> None:
    with closing(Database(server.url())) as database:
        upgrade(database, to="0008")
        with database.begin() as connection:
            connection.execute(sa.text("CREATE INDEX ix_payments_line_key ON payments (line)"))
            connection.execute(
                sa.text("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_payments_line_key'::regclass")
            )
        upgrade(database)
        with database.reading() as connection:
            told = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_payments_line_key'"
            assert "(line, key)" in connection.execute(sa.text(told)).scalar_one()


def test_a_database_that_a_later_release_upgraded_is_served_and_left_as_it_is(empty_url: str) -> None:
    with closing(Database(empty_url)) as database:
        upgrade(database)
        with database.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        assert is_current(database), "an old server is ready, and may be started again"
        upgrade(database)
        with database.reading() as connection:
            assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_no_revision_makes_an_index_on_a_table_in_use_beside_anything_else() -> None:
    """A plain index on a table with rows holds up all who write to it."""
    for script in migrate.revisions():
        made = set(_named("create_table", script))
        assert set(_named("create_index", script)) <= made, script


def _named(what: str, script: str) -> Iterator[str]:
    """The tables that a revision's `op.create_table` and `op.create_index` name."""
    at = {"create_table": r'op\.create_table\(\s*"(\w+)"', "create_index": r'op\.create_index\(\s*\S+?,\s*"(\w+)"'}
    yield from re.findall(at[what], script)

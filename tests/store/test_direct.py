"""The shortest way to what every turn or call asks: the same rows as by SQLAlchemy, and the same errors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from ivr.domain.promises import CutOff
from ivr.errors import TurnBusy
from ivr.store import calls
from ivr.store.calls import Answered, CallRow, TurnRow
from ivr.store.cut_offs import SqlCutOffs
from ivr.store.database import Database, is_away
from ivr.store.direct import Direct, PostgresDirect
from ivr.store.reach import Within
from tests.support.postgres import Postgres

CALL = CallRow("CA1", "harbor", "v1", "+12025550100", None, 1, '{"a":"\u00f1 \u4e2d"}', None, False)
FIRST = TurnRow(0, "digest", "<Response/>", "[]", 1_700_000_000_000)


@pytest.fixture
def direct(database: Database) -> Iterator[Direct]:
    found = database.direct()
    assert found is not None
    yield found
    database.put_back(found)


@dataclass(frozen=True)
class Shortest:
    """Nothing but the shortest way."""

    direct: Direct

    @property
    def connection(self) -> sa.Connection:
        raise AssertionError("no connection was to be taken")


def kept(database: Database, call: str = "CA1") -> tuple[CallRow | None, int]:
    """The call, and how many turns it has, as SQLAlchemy reads them."""
    with database.reading() as connection:
        return calls.look(connection, call), len(calls.turns_of(connection, call))


def test_what_is_written_is_read_alike(database: Database, direct: Direct) -> None:
    assert calls.find(direct, "CA1", 0) is None
    assert calls.begin(direct, CALL, FIRST)
    assert kept(database) == (CALL, 1)
    found = calls.find(direct, "CA1", 0)
    assert found == (CALL, Answered("digest", "<Response/>"))
    assert type(found[0].ended) is bool
    after = replace(CALL, next_turn=2, caller=None, awaits="k", ended=True)
    assert calls.answer(direct, after, replace(FIRST, number=1))
    assert calls.find(direct, "CA1", 7) == (after, None)
    assert kept(database) == (after, 2)


def test_a_turn_that_is_not_awaited_writes_nothing(database: Database, direct: Direct) -> None:
    assert calls.begin(direct, CALL, FIRST)
    assert not calls.begin(direct, CALL, FIRST), "the call is there"
    assert not calls.answer(direct, replace(CALL, next_turn=4), replace(FIRST, number=3)), "turn 1 is awaited"
    assert kept(database) == (CALL, 1)


def test_both_are_written_or_neither(database: Database, direct: Direct) -> None:
    assert calls.begin(direct, CALL, FIRST)
    with database.begin() as connection:
        connection.execute(
            sa.insert(calls.turns),
            {"call": "CA1", "number": 1, "line": "x", "at": 1, "body": "", "journal": "", "answer": ""},
        )
    with pytest.raises(IntegrityError):
        calls.answer(direct, replace(CALL, next_turn=2), replace(FIRST, number=1))
    assert kept(database)[0] == CALL
    with database.begin() as connection:
        connection.execute(sa.delete(calls.turns).where(calls.turns.c.number == 1))
    assert calls.answer(direct, replace(CALL, next_turn=2), replace(FIRST, number=1)), "it is as good as before"


def test_what_no_database_can_keep_is_refused_and_not_cut_off(database: Database, direct: Direct) -> None:
    if database.is_sqlite:
        assert calls.begin(direct, replace(CALL, state="a\0b"), FIRST)
        assert kept(database)[0] == replace(CALL, state="a\0b")
        return
    with pytest.raises(DBAPIError):
        calls.begin(direct, replace(CALL, state="a\0b"), FIRST)
    assert kept(database) == (None, 0)


def test_a_row_that_is_held_makes_the_turn_busy(database: Database, direct: Direct) -> None:
    assert calls.begin(direct, CALL, FIRST)
    with database.begin() as connection:
        assert calls.lock(connection, "CA1") is not None
        found: list[object] = []

        def other() -> None:
            try:
                found.append(calls.answer(direct, replace(CALL, next_turn=2), replace(FIRST, number=1)))
            except TurnBusy as busy:
                found.append(busy)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert isinstance(found[0], TurnBusy)
    assert kept(database) == (CALL, 1)


def test_moments_and_what_is_missing_are_read_as_sqlalchemy_reads_them(database: Database, direct: Direct) -> None:
    def made(call: str, at: datetime, taken_by: str | None) -> CutOff:
        return CutOff(call, "hash", "pay/ask", "{}", "verified", None, at, at + timedelta(minutes=30), taken_by)

    morning = datetime(2026, 3, 29, 7, 30, 0, 120_000, ZoneInfo("Europe/Madrid"))
    older, newer = made("CA1", morning, None), made("CA2", morning + timedelta(microseconds=1), "CA3")
    if isinstance(direct, PostgresDirect):
        direct._held.cursor().execute("SET TimeZone = 'Asia/Kathmandu'")
    with database.begin() as connection:
        within = SqlCutOffs(Within(connection), "harbor")
        within.put(newer)
        within.put(older)
        assert within.newest("hash") == newer, "a transaction sees what it has written"
        assert SqlCutOffs(Shortest(direct), "harbor").newest("hash") is None, "and nobody else does"
    found = SqlCutOffs(Shortest(direct), "harbor").newest("hash")
    assert found == newer
    assert found.made.isoformat() == "2026-03-29T05:30:00.120001+00:00", "whatever the server's time zone is"
    assert SqlCutOffs(Shortest(direct), "other").newest("hash") is None


def test_one_that_broke_is_not_used_again(server: Postgres, migrated: str) -> None:
    database = Database(server.url(template=migrated))
    first, second = database.direct(), database.direct()
    assert first is not None
    assert second is not None
    for each in (first, second):
        assert calls.find(each, "CA1", 0) is None
        database.put_back(each)
    with database.begin() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        connection.exec_driver_sql(f"{others} AND pid <> pg_backend_pid()")
    found = database.direct()
    assert found in (first, second)
    with pytest.raises(DBAPIError) as broken:
        calls.find(found, "CA1", 0)
    assert is_away(broken.value)
    database.put_back(found)
    fresh = database.direct()
    assert fresh not in (first, second), "the other one had died too"
    assert fresh is not None
    assert calls.find(fresh, "CA1", 0) is None
    database.put_back(fresh)
    database.close()


def test_a_statement_of_before_a_migration_is_prepared_anew(server: Postgres, migrated: str) -> None:
    database = Database(server.url(template=migrated))
    before = database.direct()
    assert before is not None
    assert SqlCutOffs(Shortest(before), "harbor").newest("hash") is None
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE cut_offs ALTER COLUMN level TYPE varchar(64)")
    with pytest.raises(DBAPIError) as broken:
        SqlCutOffs(Shortest(before), "harbor").newest("hash")
    assert is_away(broken.value), "so that the turn is taken again"
    database.put_back(before)
    after = database.direct()
    assert after is not None
    assert SqlCutOffs(Shortest(after), "harbor").newest("hash") is None
    database.put_back(after)
    database.close()

"""PostgreSQL is restarted under a line that is being called."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy.exc import OperationalError

from ivr.engine.events import Keyed
from ivr.runtime.bootstrap import House
from ivr.runtime.patience import PLACES
from ivr.runtime.runner import TURN_PATIENCE
from ivr.store.database import is_away
from ivr.store.direct import Pair, PostgresDirect
from ivr.store.direct.direct import Values
from tests.runtime.conftest import CALL, Building, Hand, written
from tests.support.postgres import Postgres

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@contextmanager
def away(server: Postgres, seconds: float, mode: str = "fast") -> Iterator[None]:
    """Stopped at once; started again after a while, meanwhile the block runs."""
    server.stop(mode)
    starting = threading.Timer(seconds, server.start)
    starting.start()
    try:
        yield
    finally:
        starting.join()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_between_two_turns_is_not_noticed(building: Building, server: Postgres, mode: str) -> None:
    hand = Hand(building())
    hand.begin()
    hand.press("1")
    first = hand.last
    server.stop(mode)
    server.start()
    assert "account number" in hand.press("2"), "the caller hears no apology"
    assert hand.post(Keyed("1"), 1) == first, "nor is anything forgotten"


def test_a_turn_waits_for_a_database_that_is_starting(building: Building, server: Postgres) -> None:
    hand = Hand(building())
    hand.begin()
    with away(server, 0.3), suppress(OperationalError):  # a busy machine may take longer than a turn waits
        hand.press("1")
    if hand.number == 1:
        hand.press("1")
    assert "Main menu" in hand.said


def test_a_turn_whose_commit_was_not_confirmed_is_looked_up(building: Building, server: Postgres) -> None:
    """The connection dies with the commit: it is done, and nobody was told."""
    hand = Hand(building())
    house = hand.house
    hand.begin()
    hand.press("1")
    hand.press("2")
    real = house.database.engine.dialect.do_commit
    killed = []

    def commit(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        if not killed:
            killed.append(connection)
            server.stop("immediate")
            server.start()
            house.database.engine.dialect.do_commit = real  # type: ignore[method-assign]
            connection.execute("SELECT 1")  # type: ignore[attr-defined]

    house.database.engine.dialect.do_commit = commit  # type: ignore[assignment]
    said = hand.press("40012345")
    assert killed
    assert "date of birth" in said
    assert hand.post(Keyed("40012345"), hand.number - 1) == hand.last


class Unconfirmed(PostgresDirect):
    """Whose server dies when both rows are written, before it says so."""

    def __init__(self, house: House, server: Postgres) -> None:
        super().__init__(house.database._plain, 2.0)
        self.server = server

    def both(self, pair: Pair, values: Values) -> bool:
        assert super().both(pair, values)
        self.server.stop("immediate")
        self.server.start()
        return super().both(pair, values)


def test_a_turn_without_a_transaction_is_looked_up_as_well(building: Building, server: Postgres) -> None:
    hand = Hand(building())
    house = hand.house
    hand.begin()
    hand.press("1")
    unconfirmed = Unconfirmed(house, server)
    house.database.put_back(unconfirmed)
    assert "account number" in hand.press("2")
    assert unconfirmed.lost
    assert hand.post(Keyed("2"), hand.number - 1) == hand.last


def test_a_database_that_stays_away_does_not_hold_a_caller_for_long(building: Building, server: Postgres) -> None:
    hand = Hand(building())
    hand.begin()
    seconds: list[float] = []

    def press() -> None:
        began = time.monotonic()
        with pytest.raises(Exception) as broke:
            hand.house.runner.turn(hand.arrival(Keyed("1")), written)
        assert is_away(broke.value)
        seconds.append(time.monotonic() - began)

    server.stop()
    threads = [threading.Thread(target=press) for _ in range(PLACES + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.start()
    assert len(seconds) == PLACES + 3
    assert max(seconds) < TURN_PATIENCE + 3
    assert sorted(seconds)[2] < TURN_PATIENCE / 2, "most are told at once"
    assert "Main menu" in hand.press("1")


def test_follower_and_sweeper_live_on_and_a_hang_up_is_not_lost(
    building: Building, server: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    hand = Hand(building())
    house = hand.house
    sweeper = house.start_worker()
    hand.begin()
    with caplog.at_level(logging.ERROR), away(server, 2.5):
        house.runner.ended(CALL, 3, "completed", {})
    assert sweeper.is_alive()
    assert all(thread.is_alive() for thread in house.threads)
    assert "HangUp" in hand.post(Keyed("1"), 1)


def test_a_server_that_starts_waits_for_its_database(building: Building, server: Postgres) -> None:
    building()
    with away(server, 0.3):
        house = building()  # it is waited for 20 s
    assert "English" in Hand(house, "CA" + "7" * 32).begin()

"""The agents' PIN cannot be guessed by calling often, whichever process answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ivr.runtime.guesses import MOST_WRONG, WINDOW_SECONDS, accepted
from ivr.store.database import Database

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def guess(database: Database, right: bool, now: datetime = NOW) -> bool:
    with database.begin() as connection:
        return accepted(connection, "harbor", now, right=right)


def test_right_pins_count_for_nothing(database: Database) -> None:
    assert all(guess(database, True) for _ in range(3 * MOST_WRONG))


def test_after_too_many_wrong_ones_the_right_one_is_not_looked_at(database: Database) -> None:
    for _ in range(MOST_WRONG - 1):
        assert not guess(database, False)
    assert guess(database, True), "one guess is left"
    assert not guess(database, False)
    assert not guess(database, True)


def test_the_count_outlives_a_window_and_is_forgotten_after_two(database: Database) -> None:
    for _ in range(MOST_WRONG):
        guess(database, False)
    assert not guess(database, True, NOW + timedelta(seconds=WINDOW_SECONDS))
    assert guess(database, True, NOW + timedelta(seconds=2 * WINDOW_SECONDS))


def test_who_goes_on_guessing_does_not_keep_the_agents_out_for_ever(database: Database) -> None:
    for _ in range(5 * MOST_WRONG):
        guess(database, False)
    assert guess(database, True, NOW + timedelta(seconds=2 * WINDOW_SECONDS))

"""One thread at a time, and nobody is kept for long."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ivr.runtime.holding import Holding
from ivr.store.database import Database
from ivr.store.turnstile import Turnstile

FOREVER = 60.0
"""Seconds: no test takes so long."""


def entered(turnstile: Turnstile) -> threading.Event:
    """Set when another thread has been let in, or gone ahead."""
    inside = threading.Event()

    def work() -> None:
        turnstile.enter()
        inside.set()
        turnstile.leave()

    threading.Thread(target=work, daemon=True).start()
    return inside


def test_the_next_one_is_let_in_when_the_one_inside_leaves():
    turnstile = Turnstile(FOREVER)
    turnstile.enter()
    inside = entered(turnstile)
    assert not inside.wait(0.1)
    turnstile.leave()
    assert inside.wait(10)


def test_nobody_is_kept_by_one_that_hangs_inside():
    turnstile = Turnstile(0.01)
    turnstile.enter()
    assert entered(turnstile).wait(10)
    assert entered(turnstile).wait(10), "nor the next one"


def test_who_went_ahead_lets_nobody_in_by_leaving():
    turnstile = Turnstile(0.01)
    turnstile.enter()
    assert entered(turnstile).wait(10)
    turnstile._patience = FOREVER
    inside = entered(turnstile)
    assert not inside.wait(0.1), "the first one is inside still"
    turnstile.leave()
    turnstile.leave()
    assert inside.wait(10)


def test_a_turn_that_is_about_to_wait_lets_the_next_one_in(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/test.db")
    turnstile = database.turnstile = Turnstile(FOREVER)
    turnstile.enter()
    inside = entered(turnstile)
    with Holding(database) as holding:
        holding.let_go()
        assert inside.wait(10)
    database.close()


def test_a_turn_that_breaks_lets_the_next_one_in(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/test.db")
    turnstile = database.turnstile = Turnstile(FOREVER)

    def breaks() -> None:
        with database.one_by_one():
            inside.append(entered(turnstile))
            assert not inside[0].wait(0.1)
            raise RuntimeError

    inside: list[threading.Event] = []
    with pytest.raises(RuntimeError):
        breaks()
    assert inside[0].wait(10)
    database.close()

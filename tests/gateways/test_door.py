"""The circuit breaker: who is let through to a service that fails."""

from __future__ import annotations

import logging
import threading

import pytest

from ivr.errors import GatewayRefused, GatewayShut, GatewayUnavailable, GatewayUnknown
from ivr.gateways.door import OPEN, SHUT, TRIAL, Door


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    return Door("the bank", clock, failures=3, rest=20)


def fail(door: Door, error: type[Exception] = GatewayUnknown) -> None:
    def work() -> None:
        raise error("no")

    with pytest.raises(error):
        door.through(work)


def test_a_service_that_fails_on_end_is_called_no_more(door: Door) -> None:
    for _ in range(3):
        assert door.state == OPEN
        fail(door)
    assert door.state == SHUT
    called: list[int] = []
    with pytest.raises(GatewayShut) as told:
        door.through(lambda: called.append(1))
    assert not called
    assert isinstance(told.value, GatewayUnavailable), "nothing was sent: it may be tried again"


def test_one_answer_in_between_and_the_count_begins_anew(door: Door) -> None:
    fail(door)
    fail(door)
    assert door.through(lambda: "paid") == "paid"
    fail(door)
    fail(door)
    assert door.state == OPEN


def test_a_refusal_is_an_answer(door: Door) -> None:
    for _ in range(9):
        fail(door, GatewayRefused)
    assert door.state == OPEN


def test_anything_else_that_breaks_counts(door: Door) -> None:
    for _ in range(3):
        fail(door, ZeroDivisionError)
    assert door.state == SHUT


def test_after_a_rest_one_is_let_through_on_trial_and_opens_it(door: Door, clock: Clock) -> None:
    for _ in range(3):
        fail(door)
    clock.now += 19.9
    assert door.shut
    clock.now += 0.2
    assert (door.state, door.shut) == (TRIAL, False)
    assert door.through(lambda: "there") == "there"
    assert door.state == OPEN


def test_a_trial_that_fails_shuts_it_for_another_rest(door: Door, clock: Clock) -> None:
    for _ in range(3):
        fail(door)
    clock.now += 20
    fail(door)
    assert door.shut
    clock.now += 19
    assert door.shut
    clock.now += 1
    assert not door.shut


def test_others_are_not_let_in_while_one_is_on_trial(door: Door, clock: Clock) -> None:
    for _ in range(3):
        fail(door)
    clock.now += 20
    inside, go = threading.Event(), threading.Event()

    def hangs() -> None:
        inside.set()
        go.wait(10)

    thread = threading.Thread(target=door.through, args=(hangs,))
    thread.start()
    assert inside.wait(10)
    with pytest.raises(GatewayShut):
        door.through(lambda: "me too")
    go.set()
    thread.join()
    assert door.state == OPEN


def test_a_call_that_hangs_holds_up_no_other(door: Door) -> None:
    inside, go = threading.Event(), threading.Event()

    def hangs() -> None:
        inside.set()
        go.wait(10)

    thread = threading.Thread(target=door.through, args=(hangs,))
    thread.start()
    assert inside.wait(10)
    assert door.through(lambda: "not held up") == "not held up"
    go.set()
    thread.join()


def test_each_change_is_logged_once(door: Door, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ivr.gateways.door")
    for _ in range(3):
        fail(door)
    for _ in range(5):
        with pytest.raises(GatewayShut):
            door.through(lambda: None)
    clock.now += 20
    door.through(lambda: None)
    told = [record.getMessage().rpartition(": ")[2] for record in caplog.records]
    assert told == ["shut", "trial", "open"]

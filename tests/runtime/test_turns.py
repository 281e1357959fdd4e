"""A turn happens once, whatever comes, and is always answered."""

from __future__ import annotations

import json
import threading
import time

import pytest
from sqlalchemy import func, select, text

from ivr.engine.events import CardCaptured, HungUp, Keyed, Silence, Went
from ivr.errors import GatewayUnavailable, TurnBusy
from ivr.gateways.payments import Charged, Order, StandInPayments
from ivr.runtime.arrivals import Waiting
from ivr.runtime.bootstrap import House
from ivr.store import calls, effects
from ivr.store.schema import metadata
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret
from tests.runtime.conftest import CALL, Building, Hand, written

LATER = "2026-11-24T10:00:04-05:00"
"""Four seconds after NOW."""
CARD = CardCaptured(Secret("tok_ok_4242"), "visa", "4242")


def everything(house: House) -> str:
    """Every row of every table, as text; but for the simulated mobile, which is not ours."""
    rows: list[str] = []
    with house.database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name not in ("standin_shelf", "line_versions"):
                rows += [f"{table.name} {tuple(row)}" for row in connection.execute(select(table))]
    return "\n".join(rows)


def test_the_same_webhook_twice_is_one_turn_and_the_same_bytes(hand: Hand, house: House):
    hand.begin()
    first = hand.post(Keyed("1"))
    assert hand.post(Keyed("1")) == first
    with house.database.reading() as connection:
        assert len(calls.turns_of(connection, CALL)) == 2


def test_another_event_on_an_answered_turn_changes_nothing(hand: Hand, caplog: pytest.LogCaptureFixture):
    hand.begin()
    first = hand.post(Keyed("1"))
    assert hand.post(Keyed("3")) == first
    assert "answered turn" in caplog.text


def test_many_at_once_are_one_turn(hand: Hand, house: House):
    hand.begin()
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(hand.post(Keyed("1")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    with house.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(calls.turns)).scalar() == 2


def test_a_first_webhook_twice_at_once_begins_one_call(hand: Hand, house: House):
    answers: list[str] = []
    began = hand.arrival(Silence())
    threads = [threading.Thread(target=lambda: answers.append(house.runner.turn(began, written))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert "Harbor" in answers[0]


def test_a_turn_that_is_not_awaited_is_sent_to_the_one_that_is(hand: Hand):
    hand.begin()
    ahead = json.loads(hand.post(Keyed("1"), number=7))
    assert ahead["next"] == 1
    assert [next(iter(each)) for each in ahead["told"]] == ["Continue"]


def test_a_call_nobody_knows_is_greeted(hand: Hand):
    hand.number = 5
    assert "Harbor" in hand.take(Keyed("1"))
    assert hand.document["next"] == 6


def test_turns_of_an_ended_call_hang_up(hand: Hand, house: House):
    hand.begin()
    house.runner.ended(CALL, 0, "completed", {})
    assert [next(iter(each)) for each in json.loads(hand.post(Keyed("1")))["told"]] == ["HangUp"]


def test_a_status_that_comes_twice_counts_once(hand: Hand, house: House):
    hand.begin()
    for _ in range(2):
        house.runner.ended(CALL, 3, "completed", {"CallDuration": "12"})
    with house.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(calls.call_events)).scalar() == 1


def test_a_status_of_a_call_nobody_knows_is_no_matter(house: House):
    house.runner.ended("CA" + "9" * 32, 0, "completed", {})


def test_a_call_that_is_held_is_not_waited_for_longer_than_two_seconds(hand: Hand, house: House):
    hand.begin()
    with house.database.begin() as connection:
        calls.lock(connection, CALL)
        began = time.monotonic()
        with pytest.raises(TurnBusy):
            hand.post(Keyed("1"))
        assert 1 < time.monotonic() - began < 10
    assert "Main menu" in hand.press("1")


def test_what_breaks_in_the_middle_leaves_no_trace(hand: Hand, house: House):
    hand.begin()

    def broken(_directives: object, _number: int) -> str:
        raise RuntimeError("the document cannot be made")

    with pytest.raises(RuntimeError):
        house.runner.turn(hand.arrival(Keyed("1")), broken)
    assert "Main menu" in hand.press("1")


def test_nothing_secret_is_kept_anywhere(hand: Hand, house: House, caplog: pytest.LogCaptureFixture):
    code = hand.verify()
    hand.press("3", "1")
    hand.take(CARD)
    house.effects.settle()
    hand.take(Went())
    assert "went through" in hand.said
    kept = everything(house)
    assert "40012345" in kept, "the account's number is there, so this looks where it should"
    for secret in (code, "1980-02-29", "02291980", "tok_ok_4242"):
        found = kept.find(secret)
        assert found == -1, f"a secret is kept: {kept[max(0, found - 120) : found + 20]}"
        assert secret not in caplog.text


def test_a_card_is_charged_once_though_every_turn_comes_twice(hand: Hand, house: House):
    hand.verify()
    hand.press("3", "1")
    hand.post(CARD)
    hand.take(CARD)
    house.effects.settle()
    hand.post(Went())
    hand.take(Went())
    assert "went through" in hand.said
    assert len(DatabaseShelf(house.database).after("charge", 0)) == 1
    with house.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(effects.vault)).scalar() == 1
    house.runner.ended(CALL, 1, "completed", {})
    with house.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(effects.vault)).scalar() == 0


def test_a_card_is_forgotten_though_the_line_hung_up_first(hand: Hand, house: House):
    hand.verify()
    hand.press("3", "1")
    hand.take(CARD)
    house.effects.settle()
    hand.take(Went())
    assert "Goodbye" in hand.press("3")
    house.runner.ended(CALL, 1, "completed", {})
    with house.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(effects.vault)).scalar() == 0


class Slow(StandInPayments):
    """Answers when it is let go."""

    def __init__(self, house: House) -> None:
        super().__init__(DatabaseShelf(house.database))
        self.gate = threading.Event()

    def charge(self, order: Order, token: Secret) -> Charged:
        self.gate.wait(30)
        return super().charge(order, token)


def paying(building: Building) -> tuple[Hand, Slow, House]:
    first = building()
    slow = Slow(first)
    house = building(payments=slow)
    hand = Hand(house)
    hand.verify()
    hand.press("3", "1")
    hand.take(CARD)
    return hand, slow, house


def test_a_slow_processor_leaves_no_dead_air_and_holds_nothing(building: Building):
    hand, slow, house = paying(building)
    began = time.monotonic()
    assert hand.take(Went()) == "", "at first a moment of quiet"
    assert '"Pause"' in hand.last
    assert house.laboratory is not None
    house.laboratory.clock(CALL, LATER, "seed")
    assert "still working on it" in hand.take(Went())
    assert time.monotonic() - began < 10
    assert '"Continue"' in hand.last
    slow.gate.set()
    house.effects.settle()
    assert "went through" in hand.take(Went())


def test_a_caller_who_hangs_up_while_charged_gets_a_text(building: Building):
    hand, slow, house = paying(building)
    hand.take(HungUp())
    house.runner.ended(CALL, 1, "completed", {})
    slow.gate.set()
    house.effects.settle()
    assert house.laboratory is not None
    texts = [str(message["body"]) for message in house.laboratory.texts(None, 0)]
    assert any("received your payment" in body for body in texts)
    assert house.laboratory.account("40012345")["payments"] == ["succeeded 121.50"]


def test_a_payment_under_way_is_not_made_a_second_time_by_another_call(building: Building):
    _, slow, house = paying(building)
    other = Hand(house, "CA" + "2" * 32)
    other.begin()
    other.press("1", "2", "40012345", "02291980")
    house_texts = house.laboratory
    assert house_texts is not None
    until = time.monotonic() + 10
    while len(house_texts.texts(None, 0)) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    code = str(house_texts.texts(None, 0)[-1]["body"]).split("is ")[1][:6]
    said = other.press(code)
    assert "in progress" in said or "still" in said or "being" in said
    slow.gate.set()
    house.effects.settle()
    assert len(DatabaseShelf(house.database).after("charge", 0)) == 1


class Down(StandInPayments):
    def charge(self, order: Order, token: Secret) -> Charged:
        raise GatewayUnavailable("no route")


def test_a_processor_that_is_down_charges_nothing_and_the_caller_hears_of_it(building: Building):
    house = building(payments=Down(DatabaseShelf(building().database)))
    hand = Hand(house)
    hand.verify()
    hand.press("3", "1")
    hand.take(CARD)
    house.effects.settle()
    assert hand.take(Went())
    assert "went through" not in hand.said
    assert house.laboratory is not None
    assert house.laboratory.account("40012345")["payments"] == ["failed 121.50"]


def test_a_caller_in_the_queue_hears_their_place_and_it_is_not_stored(hand: Hand, house: House):
    hand.begin()
    hand.press("1", "0")
    assert "Enqueue" in hand.last
    first = house.runner.waiting(CALL, Waiting(5, 30), written)
    second = house.runner.waiting(CALL, Waiting(2, 60), written)
    assert first != second


def test_who_waits_is_offered_until_somebody_took_them(hand: Hand, house: House):
    hand.begin()
    hand.press("1", "0")
    found = house.runner.next_waiting()
    assert found is not None
    assert found.call == CALL
    house.runner.connected(CALL)
    assert house.runner.next_waiting() is None


def test_who_hung_up_waits_no_more(hand: Hand, house: House):
    hand.begin()
    hand.press("1", "0")
    house.runner.ended(CALL, 1, "completed", {})
    assert house.runner.next_waiting() is None


def test_a_stored_answer_is_told_without_a_working_line(hand: Hand, house: House):
    hand.begin()
    assert house.runner.answered(CALL, 0) == hand.last
    assert house.runner.answered(CALL, 9) is None
    with house.database.begin() as connection:
        connection.execute(text("ALTER TABLE turns RENAME TO turns_away"))
    assert house.runner.answered(CALL, 0) is None
    assert [house.runner.stumbled(CALL, 1), house.runner.stumbled(CALL, 1)] == [1, 2]

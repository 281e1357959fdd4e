"""A caller who is cut off, and rings back: what is kept, who may go on, and what is never done twice."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select

from ivr.engine.events import CardCaptured, Went
from ivr.gateways.payments import Charged, Order, StandInPayments
from ivr.runtime.bootstrap import House
from ivr.store.cut_offs import SqlCutOffs, cut_offs
from ivr.store.reach import Within
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret
from tests.runtime.conftest import ALICE, CALL, Building, Hand

CARD = CardCaptured(Secret("tok_ok_4242"), "visa", "4242")
BACK, THIRD = "CA" + "2" * 32, "CA" + "3" * 32


def rows(house: House) -> list[tuple[str, str, str, str | None]]:
    columns = (cut_offs.c.call, cut_offs.c.at, cut_offs.c.level, cut_offs.c.taken_by)
    with house.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(cut_offs.c.call))]


def gone(house: House, call: str = CALL) -> None:
    house.runner.ended(call, 0, "completed", {})


def paying(house: House) -> Hand:
    hand = Hand(house)
    hand.verify()
    hand.press("3")
    return hand


def prove(hand: Hand) -> str:
    hand.press("40012345", "02291980")
    hand.house.effects.settle()
    assert hand.house.laboratory is not None
    body = str(hand.house.laboratory.texts(ALICE, 0)[-1]["body"])
    return hand.press(body.split("code is ")[1][:6])


def back(house: House, call: str = BACK) -> Hand:
    hand = Hand(house, call)
    hand.begin()
    hand.press("1")
    return hand


def test_a_call_that_is_cut_off_keeps_its_place_and_no_number_or_account_in_the_clear(house: House) -> None:
    paying(house)
    assert rows(house) == []
    gone(house)
    assert rows(house) == [(CALL, "welcome.main_menu main.pay pay.here", "verified", None)]
    with house.database.reading() as connection:
        kept = str(connection.execute(select(cut_offs)).all())
    assert ALICE not in kept
    assert "40012345" not in kept


def test_a_call_that_the_line_ended_keeps_nothing(house: House) -> None:
    hand = Hand(house)
    hand.begin()
    gone(house)
    assert rows(house) == []
    assert "cut off" not in back(house).said


def test_who_rings_back_goes_on_after_proving_it(house: House) -> None:
    paying(house)
    gone(house)
    hand = back(house)
    assert "your last call was cut off" in hand.said
    assert "account number" in hand.press("1")
    assert rows(house)[0][3] is None, "not taken before it is proven whose it is"
    assert "How much would you like to pay" in prove(hand)
    assert rows(house)[0][3] == BACK
    gone(house, BACK)
    assert [row[0] for row in rows(house)] == [CALL, BACK]
    assert "your last call was cut off" in back(house, THIRD).said


def test_of_two_calls_only_one_takes_a_place(house: House) -> None:
    paying(house)
    gone(house)
    with house.database.begin() as connection:
        books = SqlCutOffs(Within(connection), house.lines.live.id)
        assert [books.take(CALL, call) for call in (BACK, THIRD)] == [True, False]


class Slow(StandInPayments):
    """Answers when it is let go."""

    def __init__(self, house: House) -> None:
        super().__init__(DatabaseShelf(house.database))
        self.gate = threading.Event()

    def charge(self, order: Order, token: Secret) -> Charged:
        self.gate.wait(30)
        return super().charge(order, token)


@pytest.fixture
def charging(building: Building) -> tuple[House, Slow]:
    """A call that is cut off while its card is charged."""
    slow = Slow(building())
    house = building(payments=slow)
    hand = paying(house)
    hand.press("1")
    hand.take(CARD)
    gone(house)
    return house, slow


def charges(house: House) -> int:
    return len(DatabaseShelf(house.database).after("charge", 0))


def test_who_was_cut_off_while_charged_is_told_the_result_and_not_charged_again(charging: tuple[House, Slow]) -> None:
    house, slow = charging
    slow.gate.set()
    house.effects.settle()
    hand = back(house)
    hand.press("1")
    said = prove(hand)
    assert "payment of $121.50 went through before we were cut off" in said
    assert "How much" not in said
    assert charges(house) == 1
    assert house.laboratory is not None
    assert house.laboratory.account("40012345")["payments"] == ["succeeded 121.50"]
    gone(house, BACK)
    assert "cut off" not in back(house, THIRD).said, "they were told, and it is over"


def test_who_is_back_while_it_is_not_known_yet_is_told_so_and_cannot_pay_twice(charging: tuple[House, Slow]) -> None:
    house, slow = charging
    hand = back(house)
    hand.press("1")
    hand.press("40012345", "02291980")
    assert house.laboratory is not None
    texts: list[str] = []
    for _ in range(100):
        texts = [str(text["body"]) for text in house.laboratory.texts(ALICE, 0) if "code is" in str(text["body"])]
        if len(texts) == 2:
            break
        threading.Event().wait(0.05)
    said = hand.press(texts[-1].split("code is ")[1][:6])
    assert "still being checked" in said
    slow.gate.set()
    house.effects.settle()
    assert charges(house) == 1


def test_a_hang_up_before_the_charge_is_decided_on_cancels_it(house: House) -> None:
    hand = paying(house)
    hand.press("1")
    gone(house)
    hand.take(CARD)  # the card came when the call was over
    house.effects.settle()
    hand.take(Went())
    assert charges(house) == 0

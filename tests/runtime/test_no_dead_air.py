"""With a service outside that hangs: callers go on, the books say what they were told, and nobody else is held up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import text, update

from ivr.engine.events import Went
from ivr.errors import GatewayUnavailable, GatewayUnknown
from ivr.gateways.messages import Outgoing, StandInMessages
from ivr.gateways.payments import Charged, Order, StandInPayments
from ivr.runtime.bootstrap import House, Instead
from ivr.store import effects
from ivr.store.shelf import DatabaseShelf
from ivr.values import Money, Secret
from tests.runtime.conftest import ALICE, CALL, Building, Hand
from tests.runtime.test_turns import CARD

LONG = 46_000
"""More than a caller waits for a charge, in milliseconds."""


class Hung(StandInPayments):
    """A processor that answers when `go` is set; `lost`: then it charges, and its answer is lost."""

    def __init__(self, shelf: DatabaseShelf, *, lost: bool = False) -> None:
        super().__init__(shelf)
        self.go, self.asked, self.lost = threading.Event(), threading.Event(), lost

    def charge(self, order: Order, token: Secret) -> Charged:
        self.asked.set()
        self.go.wait(20)
        charged = super().charge(order, token)
        if self.lost:
            raise GatewayUnknown("the answer was lost")
        return charged


@pytest.fixture
def hung(building: Building) -> Iterator[Hung]:
    made = Hung(DatabaseShelf(building().database))
    yield made
    made.go.set()


def paying(house: House, hand: Hand) -> None:
    """As far as the charge, which is under way."""
    hand.verify()
    hand.press("3", "1")
    hand.take(CARD)


def grow_old(house: House) -> None:
    """The caller has waited longer than they should."""
    with house.database.begin() as connection:
        connection.execute(
            update(effects.effects).where(effects.effects.c.kind == "charge").values(made=effects.effects.c.made - LONG)
        )


def payments(house: House) -> object:
    assert house.laboratory is not None
    return house.laboratory.account("40012345")["payments"]


def texts(house: House) -> list[str]:
    assert house.laboratory is not None
    return [str(each["body"]) for each in house.laboratory.texts(ALICE, 0)]


def test_a_charge_under_way_is_unknown_past_the_limit_and_its_end_is_told_later(building, hung):
    house = building(payments=hung)
    hand = Hand(house)
    paying(house, hand)
    assert hung.asked.wait(10)
    hand.take(Went())
    assert "could not find out" not in hand.said
    grow_old(house)
    hand.take(Went())
    assert "could not find out whether your payment went through" in hand.said
    assert payments(house) == ["unknown 121.50"], "the books say what the caller was told"
    hung.go.set()
    assert house.effects.settle()
    assert payments(house) == ["succeeded 121.50"]
    assert "we are still checking" in texts(house)[-2]
    assert "we received your payment of $121.50" in texts(house)[-1]


def test_a_charge_that_nobody_began_is_off_past_the_limit_and_nothing_is_charged(building, hung):
    house = building(payments=hung)
    pool = house.effects._pools["charge"]  # its threads are all taken by callers before this one
    for number in range(house.effects._threads):
        pool.submit(lambda _: hung.go.wait(20), str(number))
    hand = Hand(house)
    paying(house, hand)
    hand.take(Went())
    grow_old(house)
    hand.take(Went())
    assert "Your card was not charged" in hand.said
    assert payments(house) == ["failed 121.50"]
    hung.go.set()
    assert house.effects.settle()
    assert DatabaseShelf(house.database).after("charge", 0) == [], "what was called off is never tried"
    assert not any("payment" in each for each in texts(house))


def test_a_hung_processor_keeps_no_text_waiting(building, hung):
    house = building(payments=hung)
    for number in range(house.effects._threads):
        house.effects._pools["charge"].submit(lambda _: hung.go.wait(20), str(number))
    assert Hand(house).verify(), "the code came"


class Dark:
    """A service that fails whatever it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def send(self, message: Outgoing) -> str:
        self.asked += 1
        raise GatewayUnknown("no answer")

    def find(self, message: Outgoing, since: datetime) -> str | None:
        raise GatewayUnknown("no answer")


def failing(house: House) -> None:
    """So many codes were not sent that no more are tried."""
    for number in range(5):
        other = Hand(house, f"CA{number:032x}")
        other.begin()
        other.press("1", "2", "40012345", "02291980")
    house.effects.settle()


def test_while_texts_fail_a_caller_hears_so_at_once_and_may_have_the_code_by_mail(building):
    shelf, dark = DatabaseShelf(building().database), Dark()
    house = building(instead=Instead(texts=dark, mail=StandInMessages(shelf, "email")))
    failing(house)
    hand = Hand(house)
    hand.begin()
    assert "cannot send a code that way" in hand.press("1", "2", "40012345", "02291980")
    assert dark.asked == 5, "it is not even tried"
    assert "a new code is on its way" in hand.press("1")


def test_an_unknown_account_hears_the_same_while_texts_fail(building):
    shelf = DatabaseShelf(building().database)
    house = building(instead=Instead(texts=Dark(), mail=StandInMessages(shelf, "email")))
    failing(house)
    said = []
    for number, account in enumerate(("40012345", "40012346", "40012347", "40012348")):
        hand = Hand(house, f"CB{number:032x}")
        hand.begin()
        said.append(hand.press("1", "2", account, "02291980"))
    assert any("cannot send a code that way" in each for each in said[1:])


def test_who_cannot_be_sent_a_code_may_be_called_back_and_a_person_finds_the_wish(building):
    shelf = DatabaseShelf(building().database)
    house = building(instead=Instead(texts=Dark(), mail=StandInMessages(shelf, "email")))
    failing(house)
    hand = Hand(house)
    hand.begin()
    hand.press("1", "2", "40012345", "02291980", "3")
    assert "We will call you at" in hand.press("1")
    with house.database.reading() as connection:
        [case] = connection.execute(text("SELECT kind, phone, about, status FROM cases WHERE call = :c"), {"c": CALL})
    assert tuple(case) == ("callback", ALICE, "could not be sent a code", "open")


class Down(StandInPayments):
    def charge(self, order: Order, token: Secret) -> Charged:
        raise GatewayUnavailable("no route")


def test_a_charge_that_failed_offers_a_call_back_and_keeps_its_word(building):
    house = building(payments=Down(DatabaseShelf(building().database)))
    hand = Hand(house)
    paying(house, hand)
    house.effects.settle()
    hand.take(Went())
    assert "Your card was not charged" in hand.said
    assert "To have us call you about it, press 1" in hand.said
    hand.press("1")
    assert "We will call you at" in hand.press("1")
    with house.database.reading() as connection:
        [case] = connection.execute(text("SELECT kind, phone, status FROM cases WHERE call = :c"), {"c": CALL})
    assert tuple(case) == ("callback", ALICE, "open")


def test_while_cards_cannot_be_charged_nobody_is_asked_for_one(building):
    house = building(payments=Down(DatabaseShelf(building().database)))
    hand = Hand(house)
    behind = house.doors.payments(Down(DatabaseShelf(house.database)))
    for _ in range(5):
        with pytest.raises(GatewayUnavailable):
            behind.charge(Order("k", Money.of("1.00", "USD"), {}, 0), Secret("tok_ok_1"))
    hand.verify()
    assert "I cannot take a payment right now" in hand.said
    assert payments(house) == []

"""With a service outside that hangs: callers go on, the books say what they were told, and nobody else is held up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import update

from ivr.engine.events import Went
from ivr.errors import GatewayUnknown
from ivr.gateways.messages import Outgoing, StandInMessages
from ivr.gateways.payments import Charged, Order, StandInPayments
from ivr.runtime.bootstrap import House, Instead
from ivr.store import effects
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret
from tests.runtime.conftest import ALICE, Building, Hand
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


def test_while_texts_fail_a_caller_hears_so_at_once_and_may_have_the_code_by_mail(building):
    shelf = DatabaseShelf(building().database)
    dark = Dark()
    house = building(instead=Instead(texts=dark, mail=StandInMessages(shelf, "email")))
    for number in range(5):
        other = Hand(house, f"CA{number:032x}")
        other.begin()
        other.press("1", "2", "40012345", "02291980")
    house.effects.settle()
    assert dark.asked == 5
    hand = Hand(house)
    hand.begin()
    hand.press("1", "2", "40012345", "02291980")
    assert "cannot send" in hand.said
    assert dark.asked == 5, "it is not even tried"


def test_an_unknown_account_hears_the_same_while_texts_fail(building):
    house = building(instead=Instead(texts=Dark()))
    said = []
    for number in range(5):
        other = Hand(house, f"CA{number:032x}")
        other.begin()
        other.press("1", "2", "40012345", "02291980")
    house.effects.settle()
    for number, account in enumerate(("40012345", "40019999")):
        hand = Hand(house, f"CB{number:032x}")
        hand.begin()
        hand.press("1", "2", account)
        said.append(hand)
    assert said

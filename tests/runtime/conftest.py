"""A house on either database, and a hand that posts turns to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ivr.engine.directives import Directive
from ivr.engine.events import Began, Keyed, What
from ivr.gateways.payments import PaymentGateway
from ivr.runtime.arrivals import Arrival
from ivr.runtime.bootstrap import House, Instead, build
from ivr.settings import read_settings
from ivr.store.database import Database

if TYPE_CHECKING:
    from tests.runtime.till import Till

CALL = "CA" + "1" * 32
NOW = "2026-11-24T10:00:00-05:00"
"""A Tuesday on which everybody works."""
LINE, ALICE = "+12025550100", "+12025550101"


def written(directives: Sequence[Directive], number: int) -> str:
    """A channel's document for tests: what is said, what closes it, and where its exits lead."""
    told = [{type(each).__name__: asdict(each) if is_dataclass(each) else None} for each in directives]
    return json.dumps({"told": told, "next": number}, default=str)


class Hand:
    """Takes turns as a channel does. `last` is the newest document."""

    def __init__(self, house: House, call: str = CALL) -> None:
        self.house, self.call = house, call
        self.number = 0
        self.last = ""
        if house.laboratory is not None:
            house.laboratory.clock(call, NOW, "seed")

    def arrival(self, what: What, number: int | None = None, body: str = "") -> Arrival:
        at = self.number if number is None else number
        digest = hashlib.sha256((body or repr(what)).encode()).hexdigest()
        return Arrival(self.call, at, what, digest, LINE, ALICE)

    def post(self, what: What, number: int | None = None, body: str = "") -> str:
        return self.house.runner.turn(self.arrival(what, number, body), written)

    def take(self, what: What) -> str:
        """Take the next turn; gives what was said."""
        self.last = self.post(what)
        self.number += 1
        return self.said

    def begin(self) -> str:
        return self.take(Began(ALICE, LINE))

    def press(self, *keys: str) -> str:
        for each in keys:
            self.take(Keyed(each))
        return self.said

    def verify(self) -> str:
        """Alice, as far as the main menu's balance; gives the code she was sent."""
        self.begin()
        self.press("1", "2", "40012345", "02291980")
        self.house.effects.settle()
        assert self.house.laboratory is not None
        [text] = self.house.laboratory.texts(ALICE, 0)
        code = "".join(character for character in str(text["body"]).split("is ")[1] if character.isdigit())[:6]
        self.press(code)
        return code

    @property
    def document(self) -> Mapping[str, object]:
        told: Mapping[str, object] = json.loads(self.last)
        return told

    @property
    def said(self) -> str:
        """Everything spoken in the newest document, prompts of what listens included."""
        found: list[str] = []

        def look(part: object) -> None:
            if isinstance(part, dict):
                found.extend(str(value) for name, value in part.items() if name == "text")
                for value in part.values():
                    look(value)
            elif isinstance(part, list):
                for value in part:
                    look(value)

        look(self.document)
        return " ".join(found)


Building = Callable[..., House]


@pytest.fixture
def building(database: Database, tmp_path: Path) -> Iterator[Building]:
    """Builds a lab on the test's database, with another processor if one is given."""
    made: list[House] = []

    def make(payments: PaymentGateway | None = None, instead: Instead | None = None) -> House:
        url = database.engine.url.render_as_string(hide_password=False)
        key = "a key for tests, long enough to be one"
        settings = read_settings(database_url=url, ivr_secret_key=key)
        house = build(settings, lab=True, payments=payments, instead=instead)
        if not made and house.laboratory is not None:
            house.laboratory.reset()
        made.append(house)
        return house

    yield make
    for house in made:
        house.close()


@pytest.fixture
def house(building: Building) -> House:
    return building()


@pytest.fixture
def hand(house: House) -> Hand:
    return Hand(house)


@pytest.fixture
def till(building: Building, tmp_path: Path) -> Iterator[Till]:
    from tests.runtime.till import open_till  # noqa: PLC0415 - it is made of what is above

    with open_till(building, tmp_path) as made:
        yield made

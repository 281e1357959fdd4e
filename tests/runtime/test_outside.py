"""A house whose settings name Twilio, and a Twilio on this machine: a call from the first prompt to the balance."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ivr.domain import demo
from ivr.errors import SettingsError
from ivr.gateways.door import FAILURES
from ivr.runtime.bootstrap import House, build
from ivr.runtime.clock import milliseconds, real_now
from ivr.runtime.outbox import EffectOutbox
from ivr.settings import read_settings
from ivr.store import effects
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.reach import Within
from tests.runtime.conftest import ALICE, Hand
from tests.support.twilio_rest import ACCOUNT, SERVICE, TwilioRest, twilio_rest

FLOWS = Path(__file__).parents[2] / "flows"
KEY = "a key for tests, long enough to be one"


@pytest.fixture
def rest() -> Iterator[TwilioRest]:
    with twilio_rest() as running:
        yield running


Making = Callable[..., House]


@pytest.fixture
def making(database: Database, rest: TwilioRest, tmp_path: Path) -> Iterator[Making]:
    made: list[House] = []

    def make(**changes: object) -> House:
        line = tmp_path / "flows"
        shutil.copytree(FLOWS, line)
        policy = line / "policy.yaml"
        written = policy.read_text().replace("codes: {minutes: 10, tries: 3}", "codes: {minutes: 10, lines: [mobile]}")
        policy.write_text(written)
        given: dict[str, object] = {
            "database_url": database.engine.url.render_as_string(hide_password=False),
            "ivr_line": line,
            "ivr_public_url": "https://ivr.example.com",
            "ivr_secret_key": KEY,
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": "token",
            "twilio_verify_service": SERVICE,
            "ivr_messages": "twilio",
            "ivr_text_from": "+12025550100",
            "ivr_codes": "verify",
            "ivr_lookup": "twilio",
            "ivr_twilio_url": rest.url,
        }
        house = build(read_settings(**(given | changes)))
        made.append(house)
        with house.database.begin() as connection:
            live = house.lines.live
            outbox = EffectOutbox(Within(connection), live.line, "")
            demo.populate(books_of(connection, live.id, house.runner._doer._keys, outbox), real_now().date())
        return house

    yield make
    for house in made:
        house.close()


CALLS = itertools.count(1)


def claim(house: House) -> Hand:
    """Alice gave her number and her birthday; what that started is done."""
    hand = Hand(house, f"CA{next(CALLS):032d}")
    hand.begin()
    hand.press("1", "2", "40012345")
    assert house.effects.settle()
    hand.press("02291980")
    assert house.effects.settle()
    return hand


def test_a_call_is_verified_by_a_code_that_verify_carried(making: Making, rest: TwilioRest):
    house = making()
    hand = claim(house)
    assert [each["to"] for each in rest.verifications] == [ALICE]
    assert rest.messages == []
    assert "Alice" not in hand.said
    assert "$" in hand.press(rest.codes[-1])
    with house.database.begin() as connection:
        connection.execute(effects.effects.update().where(effects.effects.c.status == "ready").values(due=0))
    house.effects.drain()
    assert rest.verifications[0]["status"] == "approved"


def test_a_wrong_code_is_found_out_here_and_verify_is_not_asked(making: Making, rest: TwilioRest):
    house = making()
    hand = claim(house)
    wrong = f"{(int(rest.codes[-1]) + 1) % 1_000_000:06d}"
    before = len(rest.requests)
    hand.press(wrong)
    assert len(rest.requests) == before
    assert "$" not in hand.said


def test_the_kind_of_line_is_found_out_while_the_caller_answers(making: Making, rest: TwilioRest):
    rest.kinds[ALICE] = "landline"
    house = making()
    claim(house)
    assert rest.requests == [f"GET /v2/PhoneNumbers/{ALICE}"], "and the code goes by e-mail"
    assert rest.verifications == []


def test_a_lookup_that_fails_keeps_nobody_out(making: Making, rest: TwilioRest):
    rest.fails = [503]
    claim(making())
    assert len(rest.verifications) == 1


def test_a_verify_that_goes_on_failing_is_left_alone_and_codes_go_as_texts(making: Making, rest: TwilioRest):
    house = making(ivr_lookup="off")
    for _ in range(FAILURES):
        rest.fails = [503]
        claim(house)
    assert rest.messages == [], "each of those may have been sent"
    claim(house)
    assert rest.verifications == []
    assert [each["to"] for each in rest.messages] == [ALICE]


def test_an_account_that_is_not_there_brings_no_request_at_all(making: Making, rest: TwilioRest):
    house = making()
    hand = Hand(house)
    hand.begin()
    hand.press("1", "2", "49999999", "02291980")
    assert house.effects.settle()
    assert rest.requests == []
    with house.database.reading() as connection:
        waiting = effects.under_way(connection, milliseconds(real_now()) + 10**9)
    assert waiting == 0, "nor anything that is to be looked at later"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"twilio_verify_service": None}, "TWILIO_VERIFY_SERVICE"),
        ({"ivr_messages": "stand-in"}, "IVR_MESSAGES"),
        ({"ivr_text_from": None}, "IVR_TEXT_FROM"),
        ({"twilio_account_sid": None}, "TWILIO_ACCOUNT_SID"),
        ({"ivr_twilio_url": "http://example.com"}, "IVR_TWILIO_URL"),
        ({"twilio_verify_service": "MG1"}, "TWILIO_VERIFY_SERVICE"),
    ],
)
def test_what_is_missing_or_wrong_is_named(making: Making, changes: dict[str, object], named: str):
    with pytest.raises(SettingsError, match=named):
        making(**changes)

"""The lab's routes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from twilio.request_validator import RequestValidator

from ivr.errors import IvrError
from tests.channels.support import BASE, CALL, PUBLIC, TOKEN, StandIn, Twilio


class StandInLab:
    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def reset(self) -> None:
        self.asked.append(("reset",))

    def texts(self, to: str | None, after: int) -> Sequence[Mapping[str, object]]:
        self.asked.append(("texts", to, after))
        return [{"id": 3, "to": "+12025550123", "channel": "text", "body": "código 123456"}]

    def account(self, number: str) -> Mapping[str, object]:
        if number != "40012345":
            raise IvrError(f"there is no account {number}")
        return {"balance": "12.50 USD"}

    def clock(self, call: str, now: str, seed: str) -> None:
        self.asked.append(("clock", call, now, seed))

    def where(self, call: str) -> Mapping[str, str]:
        return {"flow": "pay", "step": "card", "assurance": "verified"}

    def settle(self) -> None:
        self.asked.append(("settle",))


NOW = "2026-11-24T10:00:00-05:00"


@pytest.fixture
def lab() -> StandInLab:
    return StandInLab()


@pytest.fixture
def twilio(lab: StandInLab) -> Twilio:
    return Twilio(StandIn(), lab=lab)


def test_the_lab_answers(twilio: Twilio, lab: StandInLab):
    assert twilio.json("/_lab/reset", {}).get_json() == {}
    assert twilio.json("/_lab/settle", {}).get_json() == {}
    assert twilio.json("/_lab/clock", {"call": CALL, "now": NOW, "seed": "a"}).get_json() == {}
    texts = twilio.json("/_lab/texts", {"to": None, "after": 2}).get_json()
    assert texts == {"texts": [{"id": 3, "to": "+12025550123", "channel": "text", "body": "código 123456"}]}
    twilio.json("/_lab/texts", {"to": "+12025550123", "after": 0})
    assert twilio.json("/_lab/account", {"account": "40012345"}).get_json() == {"balance": "12.50 USD"}
    where = twilio.json("/_lab/where", {"call": CALL}).get_json()
    assert where == {"flow": "pay", "step": "card", "assurance": "verified"}
    assert lab.asked == [
        ("reset",),
        ("settle",),
        ("clock", CALL, NOW, "a"),
        ("texts", None, 2),
        ("texts", "+12025550123", 0),
    ]


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("reset", "", "not JSON"),
        ("reset", "{", "not JSON"),
        ("reset", "[" * 60_000, "not JSON"),
        ("reset", "[]", "JSON object"),
        ("reset", '{"x": 1}', "the fields here are: none; given were: x"),
        ("texts", {"to": None}, "the fields here are: to, after"),
        ("texts", {"to": 5, "after": 0}, "'to' must be text or null"),
        ("texts", {"to": None, "after": "0"}, "'after' must be a whole number"),
        ("texts", {"to": None, "after": True}, "'after' must be a whole number"),
        ("texts", {"to": None, "after": -1}, "'after' is the id of a text"),
        ("account", {"account": None}, "'account' must be text"),
        ("clock", {"call": CALL, "now": "noon", "seed": "a"}, "'now' must be a time"),
        ("clock", {"call": CALL, "now": "2026-11-24T10:00:00", "seed": "a"}, "offset"),
    ],
)
def test_what_the_lab_does_not_understand(twilio: Twilio, lab: StandInLab, name: str, body: object, why: str):
    answer = twilio.json(f"/_lab/{name}", body)
    assert answer.status_code == 400
    assert why in answer.get_json()["error"]
    assert lab.asked == []


def test_what_the_lab_does_not_know(twilio: Twilio):
    answer = twilio.json("/_lab/account", {"account": "1"})
    assert (answer.status_code, answer.get_json()) == (404, {"error": "there is no account 1"})


@pytest.mark.parametrize("name", ["reset", "texts", "account", "clock", "where", "settle"])
def test_the_lab_is_signed(twilio: Twilio, lab: StandInLab, name: str):
    path = f"/_lab/{name}"
    unhashed = RequestValidator(TOKEN).compute_signature(PUBLIC + path, {})
    other = f"{path}?bodySHA256={'0' * 64}"
    for where, signature in [
        (path, None),
        (path, unhashed),
        (other, "x" * 28),
        (other, RequestValidator(TOKEN).compute_signature(PUBLIC + other, {})),
    ]:
        assert twilio.raw(where, "{}", signature, "application/json").status_code == 403
        assert twilio.raw(where, b"\xff", signature, "application/json").status_code == 403
    assert twilio.post(path, BASE).status_code == 403
    assert lab.asked == []


def test_there_is_no_lab_unless_it_is_mounted():
    assert Twilio(StandIn()).json("/_lab/reset", {}).status_code == 404

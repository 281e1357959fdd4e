"""Twilio tells what became of a text."""

from __future__ import annotations

import pytest

from tests.channels.support import StandIn, Twilio

SID = "SM" + "a" * 32
TOLD = {"MessageSid": SID, "SmsSid": SID, "MessageStatus": "undelivered", "ErrorCode": "30006", "To": "+12025550123"}


def test_what_became_of_a_text_is_told_under_our_key_and_answered_204():
    twilio = Twilio(StandIn())
    answer = twilio.post("/text/status?key=CA1%2F3%2Freceipt", TOLD)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert twilio.turns.deliveries == [("CA1/3/receipt", SID, "undelivered", 30006)]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/text/status", {}),
        ("/text/status?key=" + "k" * 256, {}),
        ("/text/status?key=k", {"MessageSid": "x"}),
        ("/text/status?key=k", {"MessageStatus": "Bobby'); --"}),
        ("/text/status?key=k", {"MessageStatus": ""}),
    ],
)
def test_what_names_no_text_is_answered_204_and_dropped(path: str, fields: dict[str, str]):
    twilio = Twilio(StandIn())
    assert twilio.post(path, TOLD | fields).status_code == 204
    assert twilio.turns.deliveries == []


def test_one_that_breaks_is_answered_204():
    assert Twilio(StandIn(fails=[RuntimeError()])).post("/text/status?key=k", TOLD).status_code == 204


def test_without_a_signature_nothing_is_believed():
    twilio = Twilio(StandIn())
    assert twilio.client.post("/text/status?key=k", data=TOLD).status_code == 403
    signed_for_another = twilio.post("/text/status?key=k", TOLD).request.headers["X-Twilio-Signature"]
    answer = twilio.client.post(
        "/text/status?key=another", data=TOLD, headers={"X-Twilio-Signature": signed_for_another}
    )
    assert answer.status_code == 403
    assert [key for key, *_ in twilio.turns.deliveries] == ["k"]

"""Posted fields as events."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Request
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from ivr.channels.twilio.request import Posted, digest, happened, read_caller
from ivr.channels.twilio.request.form import read_form
from ivr.channels.twilio.request.queue import waiting
from ivr.engine.events import (
    Began,
    CaptureEnded,
    CardCaptured,
    HungUp,
    Keyed,
    QueueLeft,
    Silence,
    Spoke,
    Went,
)
from ivr.runtime.arrivals import Waiting
from ivr.values import Secret
from tests.channels.support import BASE, CALL

KEY = Secret("key")


def posted(**fields: str) -> Posted:
    return Posted({name: [value] for name, value in {**BASE, **fields}.items()})


PART = st.sampled_from(["Digits", "=", "&", "+", "%", "%41", "%e4%bd%a0", "%ff", ";", "\u4f60", "\xe9", "", "0"])


@given(st.lists(PART).map("".join) | st.text(), st.sampled_from(["utf-8", "utf-16", "latin-1"]))
@example("Digits=1&Digits=2&=x&Digits&SpeechResult=%ff%fe", "utf-8")
def test_a_form_is_read_as_the_library_reads_it(text: str, encoding: str):
    def request() -> Request:
        body = text.encode(encoding, errors="replace")
        environ = EnvironBuilder(method="POST", input_stream=BytesIO(body), content_length=len(body)).get_environ()
        return Request({**environ, "CONTENT_TYPE": "application/x-www-form-urlencoded"})

    assert read_form(request()) == request().form.to_dict(flat=False)


def event(exit_: str | None, **fields: str):
    form = posted(**fields)
    caller = read_caller(form)
    assert caller is not None
    return happened(exit_, form, caller)


def test_a_call_begins():
    assert event(None) == Began("+12025550123", "+12025550100")


@pytest.mark.parametrize(
    "sender", ["+266696687", "anonymous", "", "client:ann", "sip:ann@example.com", "+", "+12x", "12025550123"]
)
def test_a_caller_without_a_number_has_none(sender: str):
    assert event(None, From=sender) == Began(None, "+12025550100")


@pytest.mark.parametrize("sid", ["", "CA1", "CA" + "g" * 32, "CA" + "0" * 33, "XX" + "0" * 32, CALL + "\n"])
def test_a_call_without_a_sid_is_none(sid: str):
    assert read_caller(posted(CallSid=sid)) is None


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"Digits": "123456789012", "FinishedOnKey": "", "msg": "Gather End"}, Keyed("123456789012")),
        ({"Digits": "12", "FinishedOnKey": "#"}, Keyed("12")),
        ({"Digits": "*"}, Keyed("*")),
        ({"Digits": "#"}, Keyed("#")),
        ({"Digits": "", "FinishedOnKey": "#"}, Silence()),
        ({"Digits": "1", "SpeechResult": "one"}, Keyed("1")),
        ({"SpeechResult": "Okay.", "Language": "en-US"}, Spoke("Okay.", None)),
        ({"SpeechResult": " pay\n my  bill", "Confidence": "0.9231"}, Spoke("pay my bill", 0.9231)),
        ({"SpeechResult": "x", "Confidence": "0.0"}, Spoke("x", 0.0)),
        ({"SpeechResult": "x", "Confidence": "nan"}, Spoke("x", None)),
        ({"SpeechResult": "x", "Confidence": "1e999"}, Spoke("x", None)),
        ({"SpeechResult": "x", "Confidence": "-0.1"}, Spoke("x", None)),
        ({"SpeechResult": "x", "Confidence": ""}, Spoke("x", None)),
        ({"SpeechResult": "余额\x00"}, Spoke("余额", None)),
        ({"SpeechResult": " \t"}, Silence()),
        ({}, Silence()),
        ({"Digits": "12; DROP"}, Silence()),
        ({"Digits": "١٢"}, Silence()),
        ({"Digits": "1" * 256}, Silence()),
        ({"CallStatus": "completed", "Digits": "1"}, HungUp()),
    ],
)
def test_what_was_heard(fields: dict[str, str], what: object):
    assert event("heard", **fields) == what


def test_speech_is_not_read_for_ever():
    said = event("heard", SpeechResult="a" * 60_000)
    assert isinstance(said, Spoke)
    assert len(said.text) == 2000


@pytest.mark.parametrize("mask", ["xxxx-xxxxxx-x4001", "xxxxxxxxxxxx4001", "4001", "4111111111114001"])
def test_a_card_is_captured(mask: str):
    fields = {"Result": "success", "PaymentToken": "tok_1", "PaymentCardType": "visa", "PaymentCardNumber": mask}
    assert event("card", **fields) == CardCaptured(Secret("tok_1"), "visa", "4001")


def test_what_we_must_not_have_is_dropped():
    fields = {
        "Result": "success",
        "PaymentToken": "tok_1",
        "BankRoutingNumber": "021000021",
        "BankAccountNumber": "998877665544",
        "SecurityCode": "987",
        "ExpirationDate": "1225",
        "PaymentCardPostalCode": "94105",
        "ConnectorError": "card 4111111111111111 refused",
        "PayConnector_x": "PAN 4111111111111111",
    }
    seen = repr(event("card", **fields))
    for value in ("021000021", "998877665544", "987", "1225", "94105", "4111", "tok_1"):
        assert value not in seen


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"Result": "success"}, CaptureEnded("not_taken", "no-token")),
        ({"Result": "success", "PaymentToken": ""}, CaptureEnded("not_taken", "no-token")),
        ({"Result": "success", "PaymentToken": "a\nb"}, CaptureEnded("not_taken", "no-token")),
        ({"Result": "success", "PaymentToken": "t" * 513}, CaptureEnded("not_taken", "no-token")),
        ({"Result": "too-many-failed-attempts"}, CaptureEnded("not_taken", "too-many-failed-attempts")),
        ({"Result": "payment-connector-error"}, CaptureEnded("not_taken", "payment-connector-error")),
        ({"Result": "validation-error"}, CaptureEnded("not_taken", "validation-error")),
        ({"Result": "internal-error"}, CaptureEnded("not_taken", "internal-error")),
        ({"Result": "caller-interrupted-with-star"}, CaptureEnded("stopped", "caller-interrupted-with-star")),
        ({"Result": "caller-hung-up"}, HungUp()),
        ({"Result": "something-new"}, CaptureEnded("not_taken", "unknown-result")),
        ({}, CaptureEnded("not_taken", "unknown-result")),
    ],
)
def test_how_a_capture_ends(fields: dict[str, str], what: object):
    assert event("card", **fields) == what


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"QueueResult": "bridged", "QueueTime": "61"}, QueueLeft("answered", 61)),
        ({"QueueResult": "bridged", "CallStatus": "completed"}, QueueLeft("answered")),
        ({"QueueResult": "bridging-in-process"}, QueueLeft("answered")),
        ({"QueueResult": "redirected-from-bridged"}, QueueLeft("answered")),
        ({"QueueResult": "redirected"}, QueueLeft("left")),
        ({"QueueResult": "queue-full"}, QueueLeft("full")),
        ({"QueueResult": "leave", "QueueTime": "600"}, QueueLeft("too_long", 600)),
        ({"QueueResult": "error"}, QueueLeft("failed")),
        ({"QueueResult": "system-error", "QueueTime": "-1"}, QueueLeft("failed")),
        ({"QueueResult": "hangup"}, HungUp()),
        ({"QueueResult": "something-new"}, QueueLeft("failed")),
        ({}, QueueLeft("failed")),
    ],
)
def test_how_a_queue_is_left(fields: dict[str, str], what: object):
    assert event("queue", **fields) == what


def test_the_redirects():
    assert event("silent") == Silence()
    assert event("on", Digits="1") == Went()
    assert event("card-left", Result="success", PaymentToken="x") == CaptureEnded("not_taken", "fell-through")
    assert event("queue-left") == QueueLeft("too_long")
    assert event("on", CallStatus="completed") == HungUp()


def test_what_twilio_says_of_one_who_waits():
    form = posted(QueuePosition="3", QueueTime="40", AvgQueueTime="75", CurrentQueueSize="5", MaxQueueSize="100")
    assert waiting(form) == Waiting(3, 40, 75, 5)
    assert waiting(posted(QueuePosition="0", QueueTime="x")) == Waiting(None, None)


def test_a_repeat_has_the_same_digest_and_another_event_has_not():
    first = digest("heard", posted(Digits="123456"), KEY)
    assert first == digest("heard", posted(Digits="123456", CallStatus="completed", CallToken="new"), KEY)
    others = [
        digest("heard", posted(Digits="123457"), KEY),
        digest("silent", posted(Digits="123456"), KEY),
        digest("heard", posted(SpeechResult="123456"), KEY),
        digest("heard", posted(Digits="123456"), Secret("other")),
        digest("heard", posted(), KEY),
    ]
    assert first not in others
    assert len(first) == 64

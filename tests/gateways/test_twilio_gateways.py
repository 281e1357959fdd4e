"""The real client of Twilio against a Twilio on this machine that fails in every way that the network has."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.codes import VerifyCodes, locale
from ivr.gateways.messages import Outgoing
from ivr.gateways.numbers import TwilioLookup
from ivr.gateways.texts import TwilioTexts
from ivr.gateways.twilio_rest import rest_client
from ivr.values import Secret
from tests.support.twilio_rest import ACCOUNT, SERVICE, Fault, TwilioRest, twilio_rest

TO, FROM = "+12025550123", "+12025550100"
MESSAGE = Outgoing("CA1/3/receipt", TO, "", Secret("You paid $12.50. Reference HB 4711."))


@pytest.fixture
def rest() -> Iterator[TwilioRest]:
    with twilio_rest() as running:
        yield running


@pytest.fixture
def texts(rest: TwilioRest) -> TwilioTexts:
    return TwilioTexts(rest.client(), FROM, lambda key: f"https://ivr.example.com/text/status?key={key}")


def since() -> datetime:
    return datetime.now(UTC)


def test_a_text_is_sent_as_it_is_written_and_names_our_key_in_its_callback(rest: TwilioRest, texts: TwilioTexts):
    sid = texts.send(MESSAGE)
    [sent] = rest.messages
    assert (sent["sid"], sent["to"], sent["from"], sent["body"]) == (sid, TO, FROM, MESSAGE.body.reveal())
    assert rest.callbacks == ["https://ivr.example.com/text/status?key=CA1/3/receipt"]


WAYS: list[tuple[Fault, type[GatewayError], int]] = [
    ("lost", GatewayUnknown, 1),
    ("garbled", GatewayUnknown, 1),
    ("slow", GatewayUnknown, 1),
    (500, GatewayUnknown, 0),
    (503, GatewayUnknown, 0),
    (429, GatewayUnavailable, 0),
    ((401, 20003), GatewayUnavailable, 0),
    ((400, 21408), GatewayUnavailable, 0),
    ((400, 21211), GatewayRefused, 0),
    ((400, 21610), GatewayRefused, 0),
    ((400, 21614), GatewayRefused, 0),
]


@pytest.mark.parametrize(("fault", "meant", "taken"), WAYS, ids=[str(way[0]) for way in WAYS])
def test_what_goes_wrong_with_a_text_is_told_for_what_it_is(
    rest: TwilioRest, texts: TwilioTexts, fault: Fault, meant: type[GatewayError], taken: int
):
    rest.fails = [fault]
    with pytest.raises(GatewayError) as failed:
        texts.send(MESSAGE)
    assert type(failed.value) is meant
    assert len(rest.messages) == taken
    if isinstance(fault, tuple):
        assert failed.value.code == fault[1]


def test_where_nobody_listens_nothing_was_sent():
    texts = TwilioTexts(rest_client(ACCOUNT, Secret("token"), "http://127.0.0.1:9", timeout=1), FROM)
    with pytest.raises(GatewayUnavailable):
        texts.send(MESSAGE)


def test_nothing_that_is_told_or_logged_has_the_words_or_the_number(
    rest: TwilioRest, texts: TwilioTexts, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    rest.fails = ["lost", (400, 21610), 429]
    for _ in rest.fails[:]:
        with pytest.raises(GatewayError) as failed:
            texts.send(MESSAGE)
        assert failed.value.__cause__ is None
        assert TO not in str(failed.value)
        assert "12.50" not in str(failed.value)
    texts.find(MESSAGE, since())
    assert TO not in caplog.text
    assert "2025550123" not in caplog.text
    assert "12.50" not in caplog.text


def test_a_text_whose_answer_was_lost_is_found_again(rest: TwilioRest, texts: TwilioTexts):
    began = since()
    assert texts.find(MESSAGE, began) is None
    rest.fails = ["lost"]
    with pytest.raises(GatewayUnknown):
        texts.send(MESSAGE)
    assert texts.find(MESSAGE, began) == rest.messages[0]["sid"]


def test_a_trial_accounts_words_before_ours_do_not_hide_it(rest: TwilioRest, texts: TwilioTexts):
    rest.prefix = "Sent from your Twilio trial account - "
    sid = texts.send(MESSAGE)
    assert texts.find(MESSAGE, since()) == sid


@pytest.mark.parametrize(
    "other",
    [
        Outgoing("k", TO, "", Secret("You paid $12.50. Reference HB 4712.")),
        Outgoing("k", "+12025550124", "", MESSAGE.body),
    ],
    ids=["other words", "other number"],
)
def test_another_text_is_not_taken_for_it(rest: TwilioRest, texts: TwilioTexts, other: Outgoing):
    texts.send(other)
    assert texts.find(MESSAGE, since()) is None


def test_neither_an_older_text_nor_one_from_the_customer_is_taken_for_it(rest: TwilioRest, texts: TwilioTexts):
    texts.send(MESSAGE)
    assert texts.find(MESSAGE, since() + timedelta(minutes=5)) is None
    rest.messages[0]["direction"] = "inbound"
    assert texts.find(MESSAGE, since()) is None


@pytest.mark.parametrize("fault", ["lost", "slow", 500, 429])
def test_a_look_for_a_text_that_fails_says_so(rest: TwilioRest, texts: TwilioTexts, fault: Fault):
    texts.send(MESSAGE)
    rest.fails = [fault]
    with pytest.raises(GatewayUnavailable):
        texts.find(MESSAGE, since())


def test_verify_sends_our_own_code_in_the_callers_language_and_is_told_of_its_use(rest: TwilioRest):
    codes = VerifyCodes(rest.client(), SERVICE)
    sid = codes.send(TO, Secret("123456"), "es-US")
    assert (rest.codes, rest.locales) == (["123456"], ["es"])
    assert (rest.verifications[0]["to"], rest.verifications[0]["channel"]) == (TO, "sms")
    codes.approve(sid)
    assert rest.verifications[0]["status"] == "approved"
    with pytest.raises(GatewayRefused):
        codes.approve(sid)


@pytest.mark.parametrize(
    ("fault", "meant"),
    [
        ("lost", GatewayUnknown),
        ("slow", GatewayUnknown),
        (503, GatewayUnknown),
        (429, GatewayUnavailable),
        ((403, 60204), GatewayUnavailable),
        ((404, 20404), GatewayUnavailable),
        ((429, 60203), GatewayRefused),
        ((403, 60410), GatewayRefused),
        ((400, 60200), GatewayRefused),
    ],
    ids=["lost", "slow", "503", "429", "not enabled", "no service", "too many", "fraud", "no number"],
)
def test_what_goes_wrong_with_a_code_is_told_for_what_it_is(rest: TwilioRest, fault: Fault, meant: type[GatewayError]):
    rest.fails = [fault]
    with pytest.raises(GatewayError) as failed:
        VerifyCodes(rest.client(), SERVICE).send(TO, Secret("123456"), "en-US")
    assert type(failed.value) is meant
    assert "123456" not in str(failed.value)
    assert TO not in str(failed.value)


@pytest.mark.parametrize(("tag", "said"), [("en-US", "en"), ("zh-CN", "zh-CN"), ("es", "es"), ("pt-BR", "pt-BR")])
def test_languages_are_named_as_verify_names_them(tag: str, said: str):
    assert locale(tag) == said


@pytest.mark.parametrize(
    ("told", "kind"),
    [("mobile", "mobile"), ("nonFixedVoip", "non_fixed_voip"), ("landline", "landline"), ("x", "unknown")],
)
def test_lookup_tells_the_kind_of_line(rest: TwilioRest, told: str, kind: str):
    rest.kinds[TO] = told
    assert TwilioLookup(rest.client()).kind(TO) == kind


@pytest.mark.parametrize("fault", ["lost", "garbled", 404, 429, (403, 60601)])
def test_a_lookup_that_fails_says_so_and_names_no_number(rest: TwilioRest, fault: Fault):
    rest.fails = [fault]
    with pytest.raises(GatewayError) as failed:
        TwilioLookup(rest.client()).kind(TO)
    assert "2025550123" not in str(failed.value)

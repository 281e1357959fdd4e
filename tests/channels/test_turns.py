"""Turns over HTTP: what the runtime is asked, and what is answered when it cannot."""

from __future__ import annotations

import logging

import pytest

from ivr.engine.directives import Continue, Listen, Say
from ivr.engine.events import Began, CaptureEnded, CardCaptured, HungUp, Keyed, QueueLeft, Silence, Went
from ivr.errors import TurnBusy
from ivr.values import Secret
from tests.channels.support import CALL, PUBLIC, StandIn, Twilio, config, one, parsed, tags, text

ASK = (Say("Welcome.", "es-US"), Listen((Say("Código.", "es-US"),), "es-US", 5, 3, speech=False))


def test_a_call_comes_in():
    twilio = Twilio(StandIn(ASK))
    answer = twilio.post("/voice", CallStatus="ringing", StirVerstat="TN-Validation-Passed-A")
    root = parsed(answer)
    assert tags(root) == ["Say", "Gather", "Redirect"]
    assert root[1].get("action") == f"{PUBLIC}/voice/turn/1/heard?language=es-US"
    assert root[2].text == f"{PUBLIC}/voice/turn/1/silent?language=es-US"
    arrival = twilio.turns.arrivals[0]
    assert (arrival.call, arrival.number) == (CALL, 0)
    assert arrival.what == Began("+12025550123", "+12025550100")
    assert (arrival.called, arrival.caller) == ("+12025550100", "+12025550123")


def test_every_exit_of_a_document_leads_to_the_next_turn():
    twilio = Twilio(StandIn(ASK))
    root = parsed(twilio.post("/voice"))
    for number in range(1, 4):
        root = parsed(twilio.follow(one(root, "Gather").get("action") or "", Digits=str(number)))
        parsed(twilio.follow(root[2].text or ""))
    assert [arrival.number for arrival in twilio.turns.arrivals] == [0, 1, 2, 2, 3, 3, 4]


@pytest.mark.parametrize(
    ("exit_", "fields", "what"),
    [
        ("heard", {"Digits": "42"}, Keyed("42")),
        ("silent", {}, Silence()),
        (
            "card",
            {"Result": "success", "PaymentToken": "tok", "PaymentCardType": "visa", "PaymentCardNumber": "xxxx1111"},
            CardCaptured(Secret("tok"), "visa", "1111"),
        ),
        ("card-left", {}, CaptureEnded("not_taken", "fell-through")),
        ("queue", {"QueueResult": "hangup"}, HungUp()),
        ("queue-left", {}, QueueLeft("too_long")),
        ("on", {}, Went()),
    ],
)
def test_every_exit_is_an_event(exit_: str, fields: dict[str, str], what: object):
    twilio = Twilio(StandIn())
    parsed(twilio.post(f"/voice/turn/12/{exit_}", fields))
    assert twilio.turns.arrivals[0].number == 12
    assert twilio.turns.arrivals[0].what == what


@pytest.mark.parametrize("path", ["0/heard", "01/heard", "-1/on", "x/on", "1/off", "100000/on", "9" * 6000 + "/on"])
def test_an_address_that_is_none_of_ours_is_not_found(path: str):
    twilio = Twilio(StandIn())
    assert twilio.post(f"/voice/turn/{path}").status_code == 404
    assert twilio.turns.arrivals == []


def test_the_runtimes_answer_is_not_touched():
    class Stored(StandIn):
        def turn(self, arrival, render):
            return "<Response><!-- as  stored --></Response>"

    assert Twilio(Stored()).post("/voice").get_data() == b"<Response><!-- as  stored --></Response>"


def test_a_call_without_a_sid_hears_a_goodbye():
    twilio = Twilio(StandIn())
    root = parsed(twilio.post("/voice", CallSid="nonsense"))
    assert tags(root) == ["Say", "Say", "Say", "Hangup"]
    assert twilio.turns.arrivals == []


def test_a_busy_call_is_asked_for_again_in_silence():
    twilio = Twilio(StandIn(ASK, [TurnBusy()]))
    root = parsed(twilio.post("/voice/turn/3/heard?language=es-US", Digits="1"))
    assert tags(root) == ["Redirect"]
    assert root[0].text == f"{PUBLIC}/voice/turn/3/heard?language=es-US&busy=1"
    root = parsed(twilio.follow(root[0].text or ""))
    assert tags(root) == ["Say", "Gather", "Redirect"]
    assert "busy" not in (root[2].text or "")


def follow_to_the_end(twilio: Twilio, path: str) -> tuple[list[str], int]:
    """All that is heard while following redirects, and how many requests it took."""
    heard: list[str] = []
    root = parsed(twilio.post(path))
    for count in range(1, 100):
        heard += [say.text or "" for say in root.iter("Say")]
        redirects = root.findall("Redirect")
        if not redirects:
            return heard, count
        root = parsed(twilio.follow(redirects[0].text or ""))
    raise AssertionError("this never ends")


def test_a_call_that_stays_busy_comes_to_an_end():
    twilio = Twilio(StandIn(ASK, [TurnBusy() for _ in range(99)]))
    heard, _ = follow_to_the_end(twilio, "/voice/turn/3/heard?language=en-US")
    assert len(heard) == 3
    assert "connecting you with a person" in heard[-1]


@pytest.mark.parametrize("path", ["/voice", "/voice/turn/4/heard", "/voice/turn/4/card", "/voice/turn/4/queue"])
def test_a_turn_that_breaks_is_tried_twice_more_and_then_a_person_is_dialled(path: str):
    twilio = Twilio(StandIn(ASK, [RuntimeError("broken") for _ in range(99)]))
    root = parsed(twilio.post(f"{path}?language=en-US"))
    assert text(root).startswith("We are sorry, something went wrong on our side.")
    assert root[-1].text == f"{PUBLIC}{path}?language=en-US&tries=1"
    root = parsed(twilio.follow(root[-1].text or ""))
    assert root[-1].text == f"{PUBLIC}{path}?language=en-US&tries=2"
    root = parsed(twilio.follow(root[-1].text or ""))
    assert tags(root) == ["Say", "Dial", "Hangup"]
    assert root[1].text == "+12025550111"


def test_without_a_number_to_dial_the_caller_is_told_to_call_again():
    twilio = Twilio(StandIn(ASK, [RuntimeError() for _ in range(99)]), config(fallback_number=None))
    heard, requests = follow_to_the_end(twilio, "/voice?language=en-US")
    assert requests == 3
    assert heard[-1].endswith("Please call again later. Goodbye.")


def test_a_turn_that_works_again_goes_on():
    twilio = Twilio(StandIn(ASK, [RuntimeError()]))
    root = parsed(twilio.post("/voice/turn/4/heard?language=es-US", Digits="1"))
    root = parsed(twilio.follow(root[-1].text or ""))
    assert root[-1].text == f"{PUBLIC}/voice/turn/5/silent?language=es-US"
    assert twilio.turns.arrivals[-1].what == Silence()


def test_how_a_wait_ended_outlives_a_turn_that_breaks():
    twilio = Twilio(StandIn(ASK, [RuntimeError(), RuntimeError()]))
    root = parsed(twilio.post("/voice/turn/4/queue", QueueResult="bridged"))
    root = parsed(twilio.follow(root[-1].text or ""))
    parsed(twilio.follow(root[-1].text or ""))
    assert [arrival.what for arrival in twilio.turns.arrivals] == [QueueLeft("answered")] * 3


def test_a_token_and_keys_do_not_get_into_urls():
    twilio = Twilio(StandIn(ASK, [RuntimeError(), RuntimeError()]))
    fields = {"Result": "success", "PaymentToken": "tok_secret", "Digits": "987654"}
    for exit_ in ("card", "heard"):
        answer = twilio.post(f"/voice/turn/4/{exit_}", fields).get_data(as_text=True)
        assert "tok_secret" not in answer
        assert "987654" not in answer
        parsed(twilio.follow(parsed(answer)[-1].text or ""))
    assert twilio.turns.arrivals[1].what == CaptureEnded("not_taken", "unknown-result")


def test_the_apology_is_in_the_callers_language_or_in_all():
    def languages(query: str) -> list[str | None]:
        twilio = Twilio(StandIn(ASK, [RuntimeError()]))
        return [say.get("language") for say in parsed(twilio.post(f"/voice/turn/1/on{query}")).iter("Say")]

    assert languages("?language=zh-CN") == ["zh-CN"]
    assert languages("?language=es-MX") == ["es-US"]
    assert languages("?language=fr-FR") == languages("") == ["en-US", "es-US", "zh-CN"]
    assert languages("?language=<x>") == ["en-US", "es-US", "zh-CN"]


def test_the_language_is_kept_through_documents_that_say_nothing():
    twilio = Twilio(StandIn((Continue(),)))
    root = parsed(twilio.post("/voice/turn/1/on?language=zh-CN"))
    assert root[0].text == f"{PUBLIC}/voice/turn/2/on?language=zh-CN"


def test_apologies_have_the_lines_voice():
    twilio = Twilio(StandIn(ASK, [RuntimeError()]), config(voices={"es-US": "Polly.Lupe"}))
    assert parsed(twilio.post("/voice?language=es-US"))[0].get("voice") == "Polly.Lupe"


@pytest.mark.parametrize("wrong", ["-1", "1e9", "99999999999999999999", "x", "", "١"])
def test_counts_in_the_url_that_are_none_count_nothing(wrong: str):
    twilio = Twilio(StandIn(ASK, [RuntimeError()]))
    path = f"/voice/turn/1/on?tries={wrong if wrong.isascii() else '%D9%A1'}"
    assert (parsed(twilio.post(path))[-1].text or "").endswith("tries=1")


def test_secrets_do_not_get_into_the_log(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)

    class Careless(StandIn):
        def turn(self, arrival, render):
            try:
                int(f"bad input {arrival.what} {arrival.what.keys if isinstance(arrival.what, Keyed) else ''}")
            except ValueError as error:
                raise RuntimeError(f"turn of {arrival!r} failed") from error

    twilio = Twilio(Careless())
    fields = {"Digits": "987654", "SpeechResult": "my pin is nine", "PaymentToken": "tok_secret", "Result": "success"}
    fields |= {"BankRoutingNumber": "021000021"}
    for exit_ in ("heard", "card"):
        parsed(twilio.post(f"/voice/turn/4/{exit_}", fields))
    for secret in ("987654", "tok_secret", "021000021", "pin is nine", "12345678901234567890123456789012"):
        assert secret not in caplog.text
    assert f"call {CALL} turn 4 broke: RuntimeError at" in caplog.text
    assert "because of ValueError at" in caplog.text
    assert "test_turns.py" in caplog.text

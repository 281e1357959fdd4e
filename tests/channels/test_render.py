"""Directives as TwiML."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.channels.twilio.render import Page, turn_document, wait_document
from ivr.channels.twilio.render.document import DocumentTooLong
from ivr.channels.twilio.render.enqueue import queue_name
from ivr.channels.twilio.render.gather import hints
from ivr.channels.twilio.render.pieces import MOST_CHARACTERS, MOST_ENCODED, pieces
from ivr.engine.directives import (
    Capture,
    Continue,
    Directive,
    Enqueue,
    HangUp,
    Leave,
    Listen,
    Pause,
    PayPrompt,
    Play,
    Say,
)
from tests.channels.support import PUBLIC, config, one, parsed, tags

HELLO = Say("Hello.", "en-US", "Polly.Joanna-Neural")
NEXT = f"{PUBLIC}/voice/turn/5"


def document(*said: Directive, **changes: object):
    return parsed(turn_document(said, Page(config(**changes), 5)))


def waited(*said: Directive):
    return parsed(wait_document(said, Page(config(), 5)))


def listen(**changes: object) -> Listen:
    given: dict[str, object] = {"prompts": (HELLO,), "language": "en-US", "wait": 5, "between": 3}
    return Listen(**(given | changes))  # type: ignore[arg-type]


def capture(*prompts: PayPrompt, **changes: object) -> Capture:
    given: dict[str, object] = {"prompts": prompts, "language": "en-US"}
    return Capture(**(given | changes))  # type: ignore[arg-type]


def test_speech_alone_goes_on_with_the_next_turn():
    root = document(HELLO, Play("https://cdn.example.com/a.mp3"), Play("jingle one.mp3"), Pause(2))
    assert tags(root) == ["Say", "Play", "Play", "Pause", "Redirect"]
    assert root[0].attrib == {"language": "en-US", "voice": "Polly.Joanna-Neural"}
    assert [root[1].text, root[2].text] == ["https://cdn.example.com/a.mp3", f"{PUBLIC}/audio/jingle%20one.mp3"]
    assert root[3].get("length") == "2"
    assert root[4].text == f"{NEXT}/on?language=en-US"


def test_an_answer_of_nothing_goes_on_as_well():
    root = document()
    assert tags(root) == ["Redirect"]
    assert root[0].text == f"{NEXT}/on"


def test_hanging_up_is_the_end():
    assert tags(document(HELLO, HangUp())) == ["Say", "Hangup"]


def test_nothing_behind_the_end_is_written():
    assert tags(document(HELLO, HangUp(), HELLO)) == ["Say", "Hangup"]


def test_continue_and_leave_go_on_with_the_next_turn():
    assert tags(document(Continue())) == ["Redirect"]
    assert tags(document(Leave())) == ["Leave", "Redirect"]


def test_listening_for_keys_and_speech():
    root = document(listen(hints=("balance", "pay my bill"), most_keys=1))
    assert tags(root) == ["Gather", "Redirect"]
    gather = root[0]
    assert gather.attrib == {
        "input": "dtmf speech",
        "action": f"{NEXT}/heard?language=en-US",
        "timeout": "5",
        "speechTimeout": "auto",
        "numDigits": "1",
        "finishOnKey": "#",
        "language": "en-US",
        "hints": "balance,pay my bill",
        "bargeIn": "true",
        "actionOnEmptyResult": "true",
    }
    assert tags(gather) == ["Say"]
    assert root[1].text == f"{NEXT}/silent?language=en-US"


def test_listening_for_keys_alone():
    gather = document(listen(speech=False, finish=None, barge_in=False, hints=("x",)))[0]
    assert gather.attrib == {
        "input": "dtmf",
        "action": f"{NEXT}/heard?language=en-US",
        "timeout": "5",
        "finishOnKey": "",
        "bargeIn": "false",
        "actionOnEmptyResult": "true",
    }


def test_the_longer_of_wait_and_between_is_the_timeout():
    assert document(listen(wait=4, between=6))[0].get("timeout") == "6"


def test_a_speech_model_takes_no_auto():
    gather = document(listen(between=2), speech_model="phone_call")[0]
    assert (gather.get("speechModel"), gather.get("speechTimeout")) == ("phone_call", "2")


def test_chinese_is_recognised_under_another_name():
    root = document(listen(language="zh-CN"))
    assert root[0].get("language") == "cmn-Hans-CN"
    assert root[0].get("action") == f"{NEXT}/heard?language=zh-CN"


def test_hints_stay_within_twilios_limits():
    assert hints([" one,  two ", "one two", "x" * 101, "", "\x00"]) == "one two"
    assert hints([]) is None
    kept = hints(f"word {number}" for number in range(900))
    assert kept is not None
    assert len(kept.split(",")) == 500


def test_capturing_a_card():
    number = PayPrompt("number", (Say("Card number.", "es-US"),))
    root = document(capture(number, language="es-US", wait=8, attempts=2))
    assert tags(root) == ["Pay", "Redirect"]
    assert root[0].attrib == {
        "action": f"{NEXT}/card?language=es-US",
        "paymentConnector": "Stripe_Connector",
        "paymentMethod": "credit-card",
        "tokenType": "one-time",
        "securityCode": "true",
        "postalCode": "true",
        "timeout": "8",
        "maxAttempts": "2",
        "language": "es-US",
    }
    assert root[1].text == f"{NEXT}/card-left?language=es-US"


def test_twilios_pay_is_not_asked_to_speak_chinese():
    assert document(capture(language="zh-CN"))[0].get("language") is None


def prompts_of(*prompts: PayPrompt, **changes: object) -> list[tuple[str | None, str | None, str | None, str]]:
    pay = document(capture(*prompts, **changes))[0]
    return [
        (prompt.get("for"), prompt.get("errorType"), prompt.get("attempt"), "".join(prompt.itertext()))
        for prompt in pay
    ]


def test_prompts_name_step_error_and_attempts():
    said = prompts_of(
        PayPrompt("number", (Say("Number.", "en-US"),)),
        PayPrompt("number", (Say("Late.", "en-US"),), "timeout"),
        PayPrompt("number", (Say("Wrong.", "en-US"),), "invalid", (1, 2)),
        PayPrompt("number", (Say("Wrong again.", "en-US"),), "invalid", (3,)),
        PayPrompt("processing", (Say("One moment.", "en-US"),)),
    )
    assert said == [
        ("payment-card-number", None, None, "Number."),
        ("payment-card-number", "timeout", None, "Late."),
        ("payment-card-number", "invalid-card-number invalid-card-type", "1 2", "Wrong."),
        ("payment-card-number", "invalid-card-number invalid-card-type", "3", "Wrong again."),
        ("payment-processing", None, None, "One moment."),
    ]


def test_twilio_never_speaks_for_an_error_of_ours_to_tell():
    said = prompts_of(
        PayPrompt("expiry", (Say("到期日。", "zh-CN"),)),
        PayPrompt("expiry", (Say("无效。", "zh-CN"),), "invalid", (1,)),
    )
    assert said[2:] == [
        ("expiration-date", "timeout", None, "到期日。"),
        ("expiration-date", "invalid-date", "2 3", "到期日。"),
    ]


def test_no_prompt_for_a_postcode_that_is_not_asked():
    root = document(capture(PayPrompt("postcode", (HELLO,)), PayPrompt("shoe-size", (HELLO,)), postcode=False))
    assert root[0].get("postalCode") == "false"
    assert tags(root[0]) == []


def test_waiting_in_a_queue():
    root = document(HELLO, Enqueue("support", 20, {"name": "Ann", "account": "4321"}))
    assert tags(root) == ["Say", "Enqueue", "Redirect"]
    enqueue = root[1]
    assert enqueue.text == "collections.support"
    assert enqueue.attrib == {
        "action": f"{NEXT}/queue?language=en-US",
        "waitUrl": f"{PUBLIC}/voice/wait?language=en-US",
    }
    assert root[2].text == f"{NEXT}/queue-left?language=en-US"


def test_queue_names_fit_and_never_meet():
    names = [queue_name(config(), name) for name in ("a" * 80, "a" * 81, "客服", "客户", "a b", "a-b")]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 64
    assert queue_name(config(line="a.b"), "c") != queue_name(config(line="a"), "b.c")


def test_a_wait_document_holds_only_what_it_may():
    assert tags(waited(HELLO, Play("music.mp3"), Pause(3))) == ["Say", "Play", "Pause"]
    assert tags(waited(listen())) == ["Say"]
    assert tags(waited(HELLO, Leave(), HELLO)) == ["Say", "Leave"]
    assert tags(waited(HangUp())) == ["Hangup"]
    assert tags(waited(HELLO, Enqueue("x", 1))) == ["Say"]


def test_an_empty_wait_document_is_not_asked_for_again_at_once():
    assert tags(waited()) == ["Pause"]
    assert tags(waited(Say("  ", "en-US"))) == ["Pause"]


@pytest.mark.parametrize(
    "hostile", ["<Hangup/>", "A & B", 'say "hi"', "\x00\x07", "\ud800", "😀 \u2068x\u2069", "]]>", "\ufffe\uffff\x1b"]
)
def test_hostile_text_is_valid_xml(hostile: str):
    spoken = Say(f"a{hostile}b", "en-US", f"v{hostile}")
    root = document(
        listen(prompts=(spoken, Play(f"https://x/{hostile}"), Play(hostile)), hints=(hostile,), language=hostile)
    )
    assert tags(root) == ["Gather", "Redirect"]
    said = one(root, "Say").text or ""
    assert said[0] + said[-1] == "ab"
    document(Enqueue(hostile, 3), pay_connector=hostile)
    document(capture(PayPrompt("number", (spoken,), hostile), language=hostile), pay_connector=hostile)


@given(st.text())
def test_any_text_is_spoken_but_for_what_xml_cannot_hold(anything: str):
    root = document(Say(f"x{anything}x", "en-US"))
    assert tags(root)[-1] == "Redirect"
    assert "".join(root.itertext()).startswith("x")


@given(st.text(alphabet="ab. ,客，。é", min_size=0, max_size=9000))
def test_long_speech_is_cut_within_the_limits_and_nothing_is_lost(long: str):
    cut = list(pieces(long))
    assert all(len(piece) <= MOST_CHARACTERS and len(quote_plus(piece)) <= MOST_ENCODED for piece in cut)
    assert "".join("".join(cut).split()) == "".join(long.split())


def test_long_speech_is_cut_at_sentences():
    sentence = "This is a sentence of some length. "
    cut = list(pieces(sentence * 200))
    assert len(cut) > 1
    assert all(piece.endswith(".") for piece in cut)


def test_chinese_is_cut_at_five_hundred_characters():
    assert [len(piece) for piece in pieces("好" * 1100)] == [500, 500, 100]


def test_a_document_too_long_loses_its_hints_and_then_is_refused():
    many = tuple(f"{number:03d} " + "客" * 90 for number in range(110))
    root = document(listen(prompts=(Say("word " * 9000, "en-US"),), hints=many))
    assert root[0].get("hints") is None
    with pytest.raises(DocumentTooLong):
        document(Say("word " * 20000, "en-US"))

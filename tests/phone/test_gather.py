"""<Gather>, by the rules Twilio documents for it."""

from __future__ import annotations

import pytest

from .application import Application, steps

HEARD = "<Say>heard</Say>"


def gather(attributes: str, inside: str = "<Say>which</Say>") -> Application:
    return Application({"/voice": f"<Gather {attributes}>{inside}</Gather><Say>nothing</Say>", "/heard": HEARD})


@pytest.mark.parametrize(
    ("attributes", "keys", "digits", "finished"),
    [
        ('action="/heard"', "12#", "12", "#"),
        ('action="/heard"', "12", "12", ""),
        ('action="/heard" numDigits="2"', "123", "12", ""),
        ('action="/heard" finishOnKey="*"', "1#2*", "1#2", "*"),
        ('action="/heard" finishOnKey=""', "1#*", "1#*", ""),
        ('action="/heard" finishOnKey="9#"', "1239", "123", "9"),
    ],
)
def test_keys_are_gathered(attributes, keys, digits, finished):
    app = gather(attributes)
    app.passes(steps(f'press: "{keys}"', "hears: heard"))
    (fields,) = app.to("/heard")
    assert (fields["Digits"], fields["FinishedOnKey"]) == (digits, finished)
    assert fields["CallStatus"] == "in-progress"


@pytest.mark.parametrize("does", ["silence: 1", 'press: "#"', "say: hello"])
def test_nothing_heard_falls_through(does):
    app = gather('action="/heard"')
    app.passes(steps("hears: which", does, "hears: {exactly: nothing}"))
    assert app.to("/heard") == []


def test_keys_are_not_speech():
    app = gather('input="speech" action="/heard"')
    app.passes(steps('press: "12"', "hears: nothing"))


def test_an_empty_result_is_posted_when_asked_for():
    app = gather('action="/heard" actionOnEmptyResult="true"')
    app.passes(steps("silence: 1", "hears: heard"))
    assert app.to("/heard")[0]["Digits"] == ""


def test_pound_alone_is_an_empty_result():
    app = gather('action="/heard" actionOnEmptyResult="true"')
    app.passes(steps('press: "#"', "hears: heard"))
    assert app.to("/heard")[0]["FinishedOnKey"] == "#"


def test_without_action_the_same_url_is_asked_again():
    app = Application({"/voice": lambda asked: HEARD if "Digits" in asked.fields else "<Gather/>"})
    app.passes(steps('press: "5"', "hears: heard"))
    assert len(app.to("/voice")) == 2


@pytest.mark.parametrize(("confidence", "sent"), [("0.4", "0.4"), ("absent", None)])
def test_speech_is_sent_with_its_language_and_perhaps_a_confidence(confidence, sent):
    app = gather('input="dtmf speech" language="es-US" hints="uno" action="/heard"')
    app.passes(steps(f"say: hola, confidence: {confidence}".replace("hola,", '"hola",'), "hears: heard"))
    (fields,) = app.to("/heard")
    assert fields["SpeechResult"] == "hola"
    assert fields["Language"] == "es-US"
    assert fields.get("Confidence") == sent
    assert "Digits" not in fields


def test_a_key_cuts_the_prompt_short():
    app = gather('action="/heard" numDigits="1"', "<Say>one</Say><Play>x.mp3</Play><Pause/><Say>two</Say>")
    app.passes(steps("hears: one", 'press: "1", early: true', "hears: heard, not_hears: two"))


def test_without_barge_in_early_keys_are_lost():
    app = gather('bargeIn="false" action="/heard"', "<Say>one</Say><Say>two</Say>")
    app.passes(steps('press: "1", early: true', "hears: [one, two]", "silence: 1", "hears: nothing"))


def test_the_timeout_counts_from_the_end_of_the_prompt_or_the_last_key():
    app = Application({"/voice": '<Gather action="/heard" timeout="7"><Pause length="10"/></Gather>', "/heard": ""})
    app.passes(steps('press: "1"'), status_url="/status")
    # ten of the prompt, 0.3 of pressing, 7 of waiting for more keys
    assert app.to("/status")[0]["CallDuration"] == "17"


def test_a_hang_up_posts_no_action_but_the_status_callback():
    app = gather('action="/heard"')
    app.passes(steps("hears: which", "hang_up: caller") + "ends: caller\n", status_url="/status")
    assert app.to("/heard") == []
    (status,) = app.to("/status")
    assert status["CallStatus"] == "completed"
    assert status["CallbackSource"] == "call-progress-events"
    assert status["SequenceNumber"] == "0"


def test_what_twilio_would_warn_of_is_warned_of():
    app = gather('action="/heard" numdigits="1" timeout="soon" input="voice"', "<Say/><Dial/>")
    result = app.passes(steps('press: "1"'))
    warnings = "\n".join(result.warnings)
    assert "no attribute 'numdigits'" in warnings
    assert "timeout='soon'" in warnings
    assert "input='voice'" in warnings
    assert "<Say> has no text" in warnings
    assert "<Gather> takes no <Dial>" in warnings

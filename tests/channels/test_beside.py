"""Requests beside the turns: wait documents, status callbacks, the fallback URL."""

from __future__ import annotations

import pytest

from ivr.engine.directives import Leave, Play, Say
from ivr.errors import TurnBusy
from ivr.runtime.arrivals import Waiting
from tests.channels.support import BASE, CALL, PUBLIC, StandIn, Twilio, config, parsed, tags, text


def test_a_caller_in_a_queue_hears_where_they_stand():
    twilio = Twilio(StandIn((Say("You are third.", "en-US"), Play("https://x.example/m.mp3"))))
    fields = {"QueuePosition": "3", "QueueTime": "40", "AvgQueueTime": "75", "CurrentQueueSize": "5"}
    root = parsed(twilio.post("/voice/wait?language=en-US", fields))
    assert tags(root) == ["Say", "Play"]
    assert twilio.turns.waits == [Waiting(3, 40, 75, 5)]
    assert twilio.turns.arrivals == []


def test_a_caller_leaves_the_queue():
    assert tags(parsed(Twilio(StandIn((Leave(),))).post("/voice/wait"))) == ["Leave"]


def test_a_broken_wait_goes_on_waiting():
    twilio = Twilio(StandIn(fails=[RuntimeError()]))
    root = parsed(twilio.post("/voice/wait?language=zh-CN"))
    assert tags(root) == ["Say", "Pause"]
    assert text(root) == "请不要挂机。"
    assert tags(parsed(twilio.post("/voice/wait", CallSid="x"))) == ["Say", "Say", "Say", "Pause"]


def test_a_status_callback_is_told_and_answered_204():
    twilio = Twilio(StandIn())
    fields = {"CallStatus": "completed", "SequenceNumber": "3", "CallDuration": "61", "SipResponseCode": "200"}
    answer = twilio.post("/voice/status", fields)
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert twilio.turns.endings == [(CALL, 3, "completed", {"duration": "61", "sip_code": "200"})]


def test_a_status_callback_without_a_sequence_is_the_first():
    twilio = Twilio(StandIn())
    twilio.post("/voice/status", CallStatus="no-answer")
    assert twilio.turns.endings == [(CALL, 0, "no-answer", {})]


@pytest.mark.parametrize("fields", [{"CallSid": "x"}, {"CallStatus": "dancing"}, {"CallStatus": ""}])
def test_a_status_callback_of_nothing_is_answered_204(fields: dict[str, str]):
    twilio = Twilio(StandIn())
    assert twilio.post("/voice/status", fields).status_code == 204
    assert twilio.turns.endings == []


def test_a_status_callback_that_breaks_is_answered_204():
    assert Twilio(StandIn(fails=[RuntimeError()])).post("/voice/status").status_code == 204


def test_a_status_callback_waits_for_a_call_held_elsewhere():
    """Twilio does not send it again, and a hang-up that is not heard of leaves a call open."""
    twilio = Twilio(StandIn(fails=[TurnBusy(), TurnBusy()]))
    assert twilio.post("/voice/status", CallStatus="completed").status_code == 204
    assert len(twilio.turns.endings) == 3
    twilio = Twilio(StandIn(fails=[TurnBusy() for _ in range(99)]))
    assert twilio.post("/voice/status", CallStatus="completed").status_code == 204
    assert len(twilio.turns.endings) == 4


def fallen(twilio: Twilio, url: str, code: str = "11200"):
    return parsed(twilio.post("/voice/fallback", ErrorUrl=url, ErrorCode=code))


def test_the_fallback_gives_the_stored_answer():
    twilio = Twilio(StandIn(stored={4: "<Response><Pause/></Response>"}))
    answer = twilio.post("/voice/fallback", ErrorUrl=f"{PUBLIC}/voice/turn/4/heard?language=en-US", ErrorCode="11200")
    assert answer.get_data() == b"<Response><Pause/></Response>"
    assert twilio.turns.stumbles == 0


def test_a_stored_answer_that_is_no_twiml_is_not_given_again():
    twilio = Twilio(StandIn(stored={4: "<Response><Pause/></Response>"}))
    root = fallen(twilio, f"{PUBLIC}/voice/turn/4/heard?language=en-US", "12100")
    assert tags(root) == ["Say", "Redirect"]


@pytest.mark.parametrize("path", ["/voice", "/voice/turn/4/heard"])
def test_the_fallback_apologises_twice_and_then_dials(path: str):
    twilio = Twilio(StandIn())
    for tries in (1, 2):
        root = fallen(twilio, f"{PUBLIC}{path}?language=es-US")
        assert text(root).startswith("Lo sentimos")
        assert root[-1].text == f"{PUBLIC}{path}?language=es-US&tries={tries}"
    assert tags(fallen(twilio, f"{PUBLIC}{path}?language=es-US")) == ["Say", "Dial", "Hangup"]


def test_the_fallback_counts_without_a_database():
    twilio = Twilio(StandIn(fails=[RuntimeError() for _ in range(99)]))
    url = f"{PUBLIC}/voice/turn/4/queue?language=en-US&result=bridged"
    for tries in (1, 2):
        root = fallen(twilio, url)
        url = root[-1].text or ""
        assert url == f"{PUBLIC}/voice/turn/4/queue?language=en-US&result=bridged&tries={tries}"
    assert tags(fallen(twilio, url)) == ["Say", "Dial", "Hangup"]


def test_the_fallback_without_a_number_says_goodbye():
    twilio = Twilio(StandIn(stumbles=2), config(fallback_number=None))
    assert tags(fallen(twilio, f"{PUBLIC}/voice?language=en-US")) == ["Say", "Hangup"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://evil.example/voice/turn/4/heard",
        f"{PUBLIC}.evil.example/voice",
        f"{PUBLIC}/voice/wait",
        f"{PUBLIC}/voice/turn/0/heard",
        f"{PUBLIC}/voice/turn/4/off",
        "http://[",
    ],
)
def test_the_fallback_for_no_turn_of_ours_dials(url: str):
    assert tags(fallen(Twilio(StandIn()), url)) == ["Say", "Say", "Say", "Dial", "Hangup"]


def test_the_fallback_without_any_field_dials():
    twilio = Twilio(StandIn())
    assert "Dial" in tags(parsed(twilio.post("/voice/fallback", dict.fromkeys(BASE, ""))))

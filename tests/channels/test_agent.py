"""An agent's call."""

from __future__ import annotations

import pytest

from ivr.channels.twilio.agentdocuments import MOST_LOOKS
from ivr.runtime.arrivals import Brief
from tests.channels.support import AGENT_NUMBER, CALL, PUBLIC, StandIn, Twilio, config, one, parsed, tags, text

CALLER = "CA" + "b" * 32
BRIEF = Brief(
    queue="support",
    call=CALLER,
    name="Ana {name} <Gómez>",
    assurance="verified",
    account="4321",
    about="deferral",
    done=("balance told", "payment declined"),
    waited_seconds=95,
    language="es-US",
)
PIN = {"To": AGENT_NUMBER, "Digits": "246810"}
AGENT = {"To": AGENT_NUMBER}


@pytest.fixture
def twilio() -> Twilio:
    return Twilio(StandIn(brief=BRIEF))


def test_an_agents_number_asks_for_the_pin(twilio: Twilio):
    root = parsed(twilio.post("/voice", AGENT))
    assert tags(root) == ["Gather", "Redirect"]
    assert root[0].attrib == {
        "input": "dtmf",
        "action": f"{PUBLIC}/voice/agent/pin",
        "numDigits": "6",
        "timeout": "8",
    }
    assert twilio.turns.arrivals == []
    assert tags(parsed(twilio.post("/voice/agent", AGENT))) == ["Gather", "Redirect"]


def test_without_a_pin_agents_are_not_served():
    twilio = Twilio(StandIn(brief=BRIEF), config(agent_pin=None))
    for path in ("/voice", "/voice/agent", "/voice/agent/pin"):
        assert tags(parsed(twilio.post(path, AGENT))) == ["Say", "Hangup"]


def test_a_callers_number_is_no_agents(twilio: Twilio):
    for path in ("/voice/agent", "/voice/agent/pin", "/voice/agent/next", "/voice/agent/take"):
        root = parsed(twilio.post(path, Digits="246810"))
        assert tags(root) == ["Say", "Hangup"]
        assert "Ana" not in text(root)


def test_the_pin_is_asked_three_times(twilio: Twilio):
    root = parsed(twilio.post("/voice", AGENT))
    for _ in range(2):
        root = parsed(twilio.follow(root[0].get("action") or "", AGENT, Digits="111111"))
        assert "not the code" in text(root)
    root = parsed(twilio.follow(root[0].get("action") or "", AGENT, Digits="111111"))
    assert tags(root) == ["Say", "Hangup"]


def test_silence_is_a_try(twilio: Twilio):
    root = parsed(twilio.post("/voice", AGENT))
    for _ in range(3):
        root = parsed(twilio.follow(root[-1].text or "", AGENT))
    assert tags(root) == ["Say", "Hangup"]


def test_the_agent_hears_who_waits(twilio: Twilio):
    root = parsed(twilio.post("/voice/agent/pin", PIN))
    assert text(one(root, "Gather")) == (
        "Ana {name} <Gómez> is waiting in the queue support. The caller is verified. Account 4 3 2 1. "
        "It is about deferral. Done so far: balance told; payment declined. Waiting for 95 seconds. "
        "The call is in Spanish. To take the call, press 1."
    )
    assert root[0].get("numDigits") == "1"
    assert root[1].text == f"{PUBLIC}/voice/agent/next?look=1"


def test_what_is_not_known_of_a_caller_is_not_said():
    brief = Brief("support", CALLER, None, "odd", None, None, (), 600, "xx-QQ")
    root = parsed(Twilio(StandIn(brief=brief)).post("/voice/agent/next", AGENT))
    assert text(root[0]) == (
        "A caller who gave no name is waiting in the queue support. Waiting for 10 minutes. "
        "The call is in xx-QQ. To take the call, press 1."
    )


def test_the_agent_is_connected_and_the_caller_told(twilio: Twilio):
    root = parsed(twilio.post("/voice/agent/next", AGENT))
    root = parsed(twilio.follow(root[0].get("action") or "", AGENT, Digits="1"))
    assert tags(root) == ["Dial", "Redirect"]
    queue = one(root, "Queue")
    assert queue.text == "collections.support"
    assert root[1].text == f"{PUBLIC}/voice/agent/next"
    told = parsed(twilio.follow(queue.get("url") or "", CallSid=CALLER, DequeingCallSid=CALL))
    assert tags(told) == ["Say"]
    assert told[0].get("language") == "es-US"
    assert twilio.turns.taken == [CALLER]


def test_another_key_does_not_connect(twilio: Twilio):
    root = parsed(twilio.post(f"/voice/agent/take?call={CALLER}", AGENT, Digits="2"))
    assert tags(root) == ["Gather", "Redirect"]


def test_an_agent_is_told_when_another_caller_is_next(twilio: Twilio):
    root = parsed(twilio.post(f"/voice/agent/take?call={CALL}", AGENT, Digits="1"))
    assert text(root).startswith("Another caller is next now.")


def test_an_agent_is_told_when_the_caller_has_gone():
    root = parsed(Twilio(StandIn()).post(f"/voice/agent/take?call={CALLER}", AGENT, Digits="1"))
    assert tags(root) == ["Say", "Pause", "Redirect"]


def follow(twilio: Twilio, path: str) -> tuple[list[str], int]:
    heard: list[str] = []
    root = parsed(twilio.post(path, AGENT))
    for count in range(1, 200):
        heard += [say.text or "" for say in root.iter("Say")]
        if root[-1].tag == "Hangup":
            return heard, count
        root = parsed(twilio.follow(root[-1].text or "", AGENT))
    raise AssertionError("this never ends")


def test_nobody_waiting_is_looked_at_again_and_comes_to_an_end():
    heard, requests = follow(Twilio(StandIn()), "/voice/agent/next")
    assert heard == ["Nobody is waiting. Please stay on the line.", "Still nobody is waiting. Goodbye."]
    assert requests == MOST_LOOKS


def test_an_agent_who_presses_nothing_comes_to_an_end(twilio: Twilio):
    assert follow(twilio, "/voice/agent/next")[1] == MOST_LOOKS


def test_a_broken_line_comes_to_an_end():
    heard, requests = follow(Twilio(StandIn(fails=[RuntimeError() for _ in range(99)])), "/voice/agent/next")
    assert requests == 3
    assert heard[0].startswith("Something went wrong.")

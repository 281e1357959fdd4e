"""pay, queue and confirm: what is waited for outside the line."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ivr.engine.directives import Capture, Enqueue, Leave, Pause, Say
from ivr.engine.events import ActionEnded, CaptureEnded, CardCaptured, Keyed, QueueLeft, Silence, Went
from ivr.engine.grants import Confirmation
from ivr.engine.state import dump
from ivr.engine.waiting import waiting
from ivr.flow.types import Card
from ivr.values import Secret
from tests.engine.calls import Call, words
from tests.engine.contracts import ALL, UNTIL, verifying
from tests.engine.test_actions import VERIFY
from tests.support.lines import line_of

PAY = """
steps:
  card:
    pay: pay-card
    for: card
    save: card
    at_most: 2
    on: {stopped: {hang_up: bye-stopped}, not_taken: card, used_up: {hang_up: bye-no-more}}
  told: {hang_up: told}
"""
PARTS = """
pay-card = Your card, please.
    .number = The number.
    .expiry = The date.
    .code = The code.
    .postcode = The ZIP.
    .processing = One moment.
    .number-error = No such number.
    .number-timeout = Still there?
    .expiry-error = No such date.
    .code-error = No such code.
    .postcode-error = No such ZIP.
told = The card ending { $card-last-four }.
"""


@pytest.fixture
def paying() -> Call:
    return Call(line_of(main=PAY, prompts=PARTS))


def test_a_card_is_asked_for_in_the_lines_own_words(paying):
    capture = paying.closing
    assert isinstance(capture, Capture)
    said = {(one.part, one.error): words(one.speech)[0] for one in capture.prompts}
    assert said["number", ""] == "The number."
    assert said["number", "invalid"] == "No such number."
    assert said["number", "timeout"] == "Still there?"
    assert said["expiry", "timeout"] == "No such date."
    assert said["processing", ""] == "One moment."
    assert capture.postcode
    assert paying.hears == "Your card, please."


def test_a_card_is_a_handle_and_its_token_is_not_kept(paying):
    paying.event(CardCaptured(Secret("tok_123"), "visa", "4242"))
    assert paying.hears in ("The card ending 4 2 4 2.", "The card ending 4242.")
    assert paying.state.frame.variables["card"] == Card("CA1/1/card/1", "visa", "4242")
    assert "tok_123" not in json.dumps(dump(paying.state))


def test_the_runtime_is_told_where_the_token_belongs(paying):
    paying.event(CardCaptured(Secret("tok_123"), "visa", "4242"))
    assert paying.advanced is not None
    assert paying.advanced.kept == "CA1/1/card/1"
    assert paying.heards[-1].sealed == Secret("tok_123")


@pytest.mark.parametrize(
    ("what", "heard"),
    [
        (CaptureEnded("stopped"), "bye-stopped"),
        (CaptureEnded("not_taken", "too-many-failed-attempts"), "Your card, please."),
        (Went(), "Your card, please."),
        (Keyed("1"), "Your card, please."),
    ],
)
def test_every_end_of_a_capture_is_handled(paying, what, heard):
    assert paying.event(what).hears == heard


def test_cards_are_used_up(paying):
    assert paying.event(CaptureEnded("not_taken")).event(CaptureEnded("not_taken")).hears == "bye-no-more"


QUEUE = """
requires: verified
on: {'not_verified, unavailable': {hang_up: bye}}
steps:
  wait:
    queue: support
    prompt: waiting
    about: a payment
    longest: 10
    hang_up: bye-answered
    on:
      'closed, full': {hang_up: bye-closed}
      'too_long, no_agents, failed': {hang_up: bye-failed}
"""


def queueing(end: str = "open") -> Call:
    line = line_of(
        main=QUEUE,
        verify=VERIFY,
        contracts=ALL,
        queues=["support"],
        prompts="waiting = Number { $position }, { $minutes } minutes.",
    )
    check = replace(verifying(), note="verified by code")
    return Call(line, {"id.check": check, "queue.enter": end}).press("1")


def test_the_agent_is_told_who_waits_and_why():
    enqueued = queueing().closing
    assert isinstance(enqueued, Enqueue)
    assert (enqueued.queue, enqueued.longest) == ("support", 10)
    assert enqueued.brief == {
        "who": "Maria Lopez",
        "assurance": "verified",
        "about": "a payment",
        "account": "0001",
        "done": "verified by code",
        "language": "en-US",
    }


def test_who_left_a_flow_for_a_person_wanted_what_it_is_about():
    main = """
    flow: main
    title: Pay a bill
    on: {'no_input, no_match': {hang_up: bye}}
    steps:
      a: {menu: a, choices: {1: a}}
    """
    agent = """
    steps:
      a: {queue: support, prompt: waiting, hang_up: bye, on: {'closed, full, too_long, no_agents, failed': b}}
    asides:
      b: {hang_up: bye}
    """
    anywhere = {"anywhere": "{agent: {key: 0, run: agent}}"}
    line = line_of(main=main, agent=agent, contracts=ALL, queues=["support"], settings=anywhere)
    enqueued = Call(line, {"queue.enter": "open"}).press("0").closing
    assert isinstance(enqueued, Enqueue)
    assert enqueued.brief["about"] == "Pay a bill"


@pytest.mark.parametrize(
    ("end", "heard"), [("closed", "bye-closed"), ("full", "bye-closed"), ("no_agents", "bye-failed")]
)
def test_nobody_waits_where_nobody_comes(end, heard):
    assert queueing(end).hears == heard


@pytest.mark.parametrize(
    ("what", "heard"),
    [
        (QueueLeft("answered", 60), "bye-answered"),
        (QueueLeft("full"), "bye-closed"),
        (QueueLeft("left", 600), "bye-failed"),
        (QueueLeft("too_long"), "bye-failed"),
        (QueueLeft("failed"), "bye-failed"),
        (Went(), "bye-failed"),
        (Silence(), "bye-failed"),
    ],
)
def test_every_end_of_a_wait_is_handled(what, heard):
    assert queueing().event(what).hears == heard


def test_what_is_heard_while_waiting():
    call = queueing()
    said = waiting(call.line, call.state, 2, 60, average_seconds=360)
    assert said == (Say("Number 2, 5 minutes.", "en-US"), Pause(20))
    assert waiting(call.line, call.state, 2, None)[0] == Say("Number 2, 6 minutes.", "en-US")
    assert waiting(call.line, call.state, None, 60) == (Pause(20),)


def test_the_longest_wait_ends():
    call = queueing()
    assert waiting(call.line, call.state, 1, 595, 60)[-1] == Pause(5)
    assert waiting(call.line, call.state, 1, 600, 60) == (Leave(),)
    assert waiting(call.line, call.event(QueueLeft("answered")).state, 1, 1) == (Leave(),)


CONFIRM = """
requires: verified
on:
  not_verified: {hang_up: bye-unknown}
  unavailable: {hang_up: bye-broken}
  'no_input, no_match': {hang_up: bye-lost}
steps:
  agree:
    confirm: date.move
    with: {amount: '10.00'}
    prompt: code-please
    on: {wrong: {hang_up: bye-wrong}, expired: {hang_up: bye-late}, used_up: {hang_up: bye-used-up}}
  move: {do: date.move, with: {amount: '10.00'}}
  told: {hang_up: told}
"""


@pytest.fixture
def confirming() -> Call:
    line = line_of(main=CONFIRM, verify=VERIFY, contracts=ALL)

    def check(wanted):
        values = dict(wanted.inputs["values"])
        right = wanted.inputs["given"] == Secret("123456")
        grant = Confirmation(wanted.inputs["action"], wanted.account, values, UNTIL) if right else None
        return ActionEnded(wanted.action, "right" if right else "wrong", confirmation=grant)

    ends = {"id.check": verifying(), "confirmation.send": "sent", "confirmation.check": check, "date.move": "moved"}
    return Call(line, ends).press("1")


def test_a_code_names_the_values_and_lets_the_action_be_done(confirming):
    sent = confirming.wanted[-1]
    assert (sent.action, sent.account) == ("confirmation.send", "40010001")
    assert sent.inputs == {"action": "date.move", "values": {"amount": "10.00 USD"}}
    assert confirming.hears == "code-please"
    assert confirming.press("123456").hears == "told"
    assert confirming.state.confirmations == ()


def test_a_wrong_code_may_be_tried_again_and_then_no_more(confirming):
    assert confirming.press("1").hears == "line-no-match | code-please"
    assert confirming.press("2").hears == "line-no-match | code-please"
    assert confirming.press("3").hears == "bye-wrong"
    keys = [wanted.key for wanted in confirming.wanted if wanted.action == "confirmation.check"]
    assert len(set(keys)) == 3


def test_a_wrong_code_then_the_right_one(confirming):
    assert confirming.press("1").say("one two three four five six").hears == "told"


@pytest.mark.parametrize(("end", "heard"), [("expired", "bye-late"), ("used_up", "bye-used-up")])
def test_a_code_may_be_too_late(confirming, end, heard):
    confirming.actions["confirmation.check"] = end
    assert confirming.press("1").hears == heard


def test_without_the_code_nothing_is_done(confirming):
    assert confirming.silence().silence().silence().hears == "bye-lost"
    assert "date.move" not in [wanted.action for wanted in confirming.wanted]

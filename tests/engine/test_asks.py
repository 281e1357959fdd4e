"""ask: tries, limits, saying back, consent, secrets."""

from __future__ import annotations

import json

import pytest

from ivr.engine.events import ActionEnded
from ivr.engine.journal import journal
from ivr.engine.state import dump
from ivr.flow.types import Consent
from ivr.values import Money, Secret
from tests.engine.calls import Call
from tests.engine.contracts import ALL
from tests.support.lines import line_of

AMOUNT = """
on:
  no_input: {hang_up: bye-silent}
  no_match: {hang_up: bye-lost}
steps:
  ask:
    ask: how-much
    for: money
    min: '5.00'
    max: '100.00'
    confirm: right
    save: amount
  told: {say: told, hang_up: silent}
"""
PROMPTS = """
how-much = How much?
    .no_match = An amount, please.
right = You said { $answer }. Right?
told = You pay { $amount }.
line-too-low = At least { $limit }.
line-too-high = At most { $limit }.
"""


@pytest.fixture
def call() -> Call:
    return Call(line_of(main=AMOUNT, prompts=PROMPTS))


def test_what_was_given_is_said_back_and_kept(call):
    assert call.press("50*25").hears == "You said $50.25. Right?"
    assert call.listen.most_keys == 1
    assert call.press("1").hears == "You pay $50.25."


def test_no_asks_again_and_costs_a_try(call):
    assert call.press("50").press("2").hears == "How much?"
    assert call.press("51").press("2").hears == "How much?"
    assert call.press("52").press("2").hears == "bye-lost"


def test_beyond_a_limit_is_told_and_costs_a_try(call):
    assert call.press("4*99").hears == "At least $5.00. | How much?"
    assert call.press("101").hears == "At most $100.00. | How much?"
    assert call.press("101").hears == "bye-lost"


def test_silence_while_confirming_asks_the_same_again(call):
    assert call.press("50").silence().hears == "line-no-input | You said $50.00. Right?"
    assert call.press("1").hears == "You pay $50.00."


def test_its_own_reprompt_stands_for_the_question(call):
    assert call.press("**").hears == "An amount, please."


def test_a_limit_that_has_a_handler_goes_there():
    flow = AMOUNT.replace("save: amount", "save: amount\n    on: {too_low: {hang_up: bye-poor}}")
    assert Call(line_of(main=flow, prompts=PROMPTS)).press("1").hears == "bye-poor"


CONSENT = """
on: {'no_input, no_match, nothing': {hang_up: bye}}
steps:
  look: {do: bill.look, save: owed}
  ask: {ask: agree, for: consent, save: agreed, on: {no: {hang_up: bye-no}}}
  bye: {hang_up: bye-yes}
"""


def consenting() -> Call:
    line = line_of(main=CONSENT, prompts="agree = You pay { $owed-full }. Press 1 or 2.", contracts=ALL)
    return Call(line, {"bill.look": ActionEnded("bill.look", "found", {"full": Money.of("50.25", "USD")})})


def test_a_consent_cannot_be_given_before_all_of_it_was_heard():
    assert consenting().listen.barge_in is False


def test_a_consent_keeps_what_was_heard():
    call = consenting().press("1")
    assert call.hears == "bye-yes"
    assert call.state.frame.variables["agreed"] == Consent(
        "agree", "en-US", {"owed-full": "$50.25"}, {"owed-full": Money.of("50.25", "USD")}
    )


def test_no_is_no_consent():
    call = consenting().press("2")
    assert call.hears == "bye-no"
    assert "agreed" not in call.state.frame.variables


SECRET = """
on:
  no_input: {hang_up: bye-silent}
  no_match: {hang_up: bye-lost}
steps:
  code:
    ask: code
    for: %s
    secret: true
    check: {do: id.check, with: {given: $answer}}
    at_most: 2
    on:
      wrong: {say: wrong, to: code}
      used_up: {hang_up: bye-used-up}
  right: {hang_up: bye-right}
"""


@pytest.mark.parametrize(
    ("for_", "keys", "given"),
    [("code", "654321", "654321"), ("date", "02291980", "1980-02-29"), ("money", "120", "120.00")],
)
def test_a_secret_goes_to_its_check_in_its_normal_form(for_, keys, given):
    call = Call(line_of(main=SECRET % for_, contracts=ALL), {"id.check": "right"}).press(keys)
    assert call.wanted[0].inputs == {"given": Secret(given)}
    assert call.hears == "bye-right"


def test_a_secret_leaves_only_its_class():
    call = Call(line_of(main=SECRET % "code", contracts=ALL), {"id.check": "wrong"})
    call.press("654321").press("12*4").silence().say("six five four three two one")
    entries = [journal(heard) for heard in call.heards]
    classes = [entry["heard"] for entry in entries]
    assert classes == ["began", "given_secret", "action_ended", "no_match", "no_input", "given_secret", "action_ended"]
    written = json.dumps(entries) + json.dumps(dump(call.state))
    assert not any(part in written for part in ("654321", "12*4", "six"))


def test_each_wrong_code_is_a_visit_and_a_doing_of_its_own():
    call = Call(line_of(main=SECRET % "code", contracts=ALL), {"id.check": "wrong"})
    assert call.press("1").hears == "wrong | code"
    assert call.press("2").hears == "wrong | bye-used-up"
    assert [wanted.key for wanted in call.wanted] == ["CA1/1/code/1", "CA1/1/code/2"]

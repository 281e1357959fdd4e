"""menu: keys, words, bad answers, choices offered and kept."""

from __future__ import annotations

import pytest

from ivr.engine.directives import Listen
from ivr.engine.events import ActionEnded
from ivr.values import Money
from tests.engine.calls import Call
from tests.engine.contracts import ALL
from tests.support.lines import line_of

FLOW = """
on:
  no_input: {hang_up: bye-silent}
  no_match: {hang_up: bye-lost}
steps:
  hello: {say: hello}
  top:
    menu: top
    choices:
      1: pay
      2: {say: said-two, to: top}
      pound: {hang_up: bye-pound}
      star: {hang_up: bye-star}
asides:
  pay: {say: pay-here, hang_up: silent}
"""
PROMPTS = """
top = What would you like?
    .choice-1 = To pay, press 1.
    .choice-2 = For two, press 2.
    .hear-1 = pay, pay my bill
    .hear-2 = two things, the second
"""


@pytest.fixture
def call() -> Call:
    return Call(line_of(main=FLOW, prompts=PROMPTS))


def test_the_greeting_the_prompt_and_the_choices_are_heard_in_one_go(call):
    assert call.hears == "hello | What would you like? | To pay, press 1. | For two, press 2."
    assert [type(one) for one in call.document] == [Listen], "so that all of it may be interrupted"


def test_one_key_picks_and_hash_and_star_are_keys(call):
    assert (call.listen.most_keys, call.listen.finish) == (1, None)
    assert Call(call.line).press("#").hears == "bye-pound"
    assert Call(call.line).press("*").hears == "bye-star"
    assert call.press("1").hears == "pay-here"
    assert call.ended


@pytest.mark.parametrize(
    "said",
    ["pay", "Pay my bill.", "I want to pay my bill please", "PAY MY BILLS", "one", "1"],
)
def test_words_pick_whole_or_close(call, said):
    assert call.say(said).hears == "pay-here"


def test_the_recogniser_is_told_what_to_expect(call):
    assert {"pay", "pay my bill", "the second"} <= set(call.listen.hints)


@pytest.mark.parametrize("said", ["banana", "pay and the second", "I was wondering about a completely other thing"])
def test_other_words_do_not_pick(call, said):
    assert "line-no-match" in call.say(said).hears


def test_a_word_the_recogniser_doubts_is_no_match_and_without_confidence_it_counts(call):
    assert "line-no-match" in call.say("pay", confidence=0.2).hears
    assert call.say("pay", confidence=None).hears == "pay-here"


def test_a_wrong_key_is_told_and_all_is_said_again(call):
    call.press("7")
    assert call.hears == "line-no-match | What would you like? | To pay, press 1. | For two, press 2."


def test_tries_count_both_kinds_and_the_last_decides(call):
    call.silence().press("7").silence()
    assert call.hears == "bye-silent"
    other = Call(call.line)
    assert other.silence().silence().press("7").hears == "bye-lost"


def test_a_choice_comes_back_to_a_fresh_visit(call):
    call.silence().silence().press("2")
    assert call.hears.startswith("said-two | What would you like?")
    assert not call.silence().ended


def test_own_reprompts_escalate_and_the_choices_follow():
    prompts = (
        PROMPTS
        + """
    .no_input = Still there?
    .no_match-2 = Please press one or two.
"""
    )
    line = line_of(main=FLOW, prompts=prompts, settings={"listen": "{tries: 5}"})
    call = Call(line)
    choices = "To pay, press 1. | For two, press 2."
    assert call.silence().hears == f"Still there? | {choices}"
    assert call.silence().hears == f"Still there? | {choices}"
    assert call.press("7").hears.startswith("line-no-match | What would you like?")
    assert call.press("7").hears == f"Please press one or two. | {choices}"


OFFERED = """
on: {'no_input, no_match': {hang_up: bye}}
steps:
  look: {do: bill.look, save: owed, on: {nothing: {hang_up: bye}}}
  which:
    menu: which
    save: amount
    choices:
      1: {value: $owed.full}
      2: {value: $owed.minimum, if: owed.has_minimum}
  told: {say: told, hang_up: silent}
"""
WHICH = """
which = How much?
    .choice-1 = All of it: 1.
    .choice-2 = The minimum, { $owed-minimum }: 2.
told = You pay { $amount }.
"""


@pytest.mark.parametrize(("minimum", "heard"), [(None, "How much? | All of it: 1."), ("20", "The minimum, $20.00: 2.")])
def test_a_choice_not_offered_is_neither_said_nor_picked(minimum, heard):
    owed = {"full": Money.of(50, "USD")}
    if minimum:
        owed["minimum"] = Money.of(minimum, "USD")
    line = line_of(main=OFFERED, prompts=WHICH, contracts=ALL)
    call = Call(line, {"bill.look": ActionEnded("bill.look", "found", owed)})
    assert heard in call.hears
    assert call.press("2").hears == ("You pay $20.00." if minimum else call.hears)
    assert call.ended is bool(minimum)
    assert call.ended or call.press("1").hears == "You pay $50.00."

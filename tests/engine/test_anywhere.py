"""Shortcuts: repeat, back, a person, another language."""

from __future__ import annotations

import pytest

from ivr.engine.state import describe
from tests.engine.calls import Call
from tests.engine.contracts import ALL
from tests.support.lines import line_of

ANYWHERE = "{repeat: {key: star}, back: {key: 9}, agent: {key: 0, run: agent}, language: {key: 8, run: tongue}}"
LANGUAGES = "{en-US: {name: English}, es-US: {name: Español}}"
FLOW = """
on: {'no_input, no_match, unavailable': {hang_up: bye}}
steps:
  hello: {say: hello}
  top: {menu: top, choices: {1: how_many, 2: changing, 3: inside}}
asides:
  how_many: {ask: how-many, for: number, confirm: right, save: count, to: after}
  after: {menu: after, choices: {1: top}}
  changing: {do: bill.change, to: after}
  inside: {run: inner, to: top}
"""
INNER = "on: {'no_input, no_match': {return: done}}\nsteps:\n  a: {menu: inner, choices: {1: {return: done}}}\n"
AGENT = "on: {'no_input, no_match': {hang_up: bye}}\nsteps:\n  a: {menu: agent-menu, choices: {1: a}}\n"
TONGUE = """
on: {'no_input, no_match': {return: done}}
steps:
  choose: {menu: tongue-menu, choices: {1: english, 2: spanish}}
asides:
  english: {language: en-US, return: done}
  spanish: {language: es-US, return: done}
"""
PROMPTS = """
hello = hello
top = top
how-many = How many?
right = { $answer }?
anywhere-agent = For a person, 0.
    .hear = agent, a person
"""


@pytest.fixture
def call() -> Call:
    spanish = "hello = hola\ntop = arriba\nhow-many = ¿Cuántos?\nright = ¿{ $answer }?\n"
    line = line_of(
        main=FLOW,
        inner=INNER,
        agent=AGENT,
        tongue=TONGUE,
        contracts=ALL,
        prompts={"en-US": PROMPTS, "es-US": spanish},
        settings={"anywhere": ANYWHERE, "languages": LANGUAGES},
    )
    return Call(line, {"bill.change": "changed"})


def test_repeat_says_all_that_was_said_and_costs_no_try(call):
    for _ in range(5):
        assert call.press("*").hears == "hello | top"
    assert call.say("repeat").hears == "hello | top"
    call.silence()
    assert call.press("*").hears == "hello | top"


def test_in_an_ask_a_lone_star_opens_the_shortcuts(call):
    call.press("1").press("*")
    assert call.hears == "line-shortcuts | anywhere-repeat | anywhere-back | For a person, 0. | anywhere-language"
    assert (call.listen.most_keys, call.listen.finish) == (1, None)
    assert call.press("*").hears == "How many?"
    assert call.press("*").press("0").hears == "agent-menu"


@pytest.mark.parametrize("other", ["5", "silence"])
def test_shortcuts_not_taken_lead_back_to_the_question(call, other):
    call.press("1").press("*")
    assert (call.silence() if other == "silence" else call.press(other)).hears == "How many?"
    assert call.silence().silence().hears.endswith("How many?")


def test_a_star_and_a_key_take_a_shortcut_at_once(call):
    assert call.press("1").press("*0").hears == "agent-menu"


def test_keys_of_shortcuts_are_answers_in_an_ask(call):
    assert call.press("1").press("9").hears == "9?"


def test_shortcuts_work_while_an_answer_is_confirmed(call):
    call.press("1").press("7")
    assert call.press("*").hears.startswith("line-shortcuts")
    assert call.silence().hears == "7?"
    assert call.press("1").hears == "after"


def test_back_is_the_menu_or_ask_before(call):
    assert call.press("9").hears == "line-nothing-back | top"
    assert call.press("1").press("*").press("9").hears == "top"
    assert call.press("1").press("3").press("1").hears == "after"
    assert call.press("9").hears == "How many?"
    assert call.say("back").hears == "top"


def test_back_never_passes_a_change(call):
    assert call.press("2").hears == "after"
    assert call.press("9").hears == "line-nothing-back | after"


def test_back_stays_in_its_run(call):
    assert call.press("3").hears == "inner"
    assert call.press("9").hears == "line-nothing-back | inner"


@pytest.mark.parametrize("said", ["agent", "I want to talk to a person"])
def test_a_person_can_be_asked_for_in_any_words(call, said):
    call.press("3")
    assert call.say(said).hears == "agent-menu"
    assert [frame.flow for frame in call.state.frames] == ["agent"]
    assert describe(call.state)["flow"] == "agent"


def test_another_language_says_the_interrupted_question_again(call):
    assert call.press("1").press("5").hears == "5?"
    assert call.press("*").press("8").hears == "tongue-menu"
    assert call.press("2").hears == "¿5?"
    assert call.listen.language == "es-US"
    assert len(call.state.frames) == 1


def test_the_language_shortcut_does_not_nest(call):
    call.press("8")
    assert call.press("8").hears == "tongue-menu"
    assert len(call.state.frames) == 2


def test_the_recogniser_is_told_the_words_of_shortcuts(call):
    assert {"agent", "a person", "repeat"} <= set(call.listen.hints)

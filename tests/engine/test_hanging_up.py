"""The caller hangs up: silent steps run, nothing is said, the call is over."""

from __future__ import annotations

import pytest

from ivr.engine.directives import HangUp
from ivr.engine.events import ActionEnded, Began, Keyed, Raw, Silence
from ivr.engine.hearing import hear
from tests.engine.calls import Call
from tests.engine.contracts import ALL
from tests.support.lines import line_of

FLOW = """
on:
  'no_input, no_match, unavailable': {hang_up: bye}
  hung_up: note
steps:
  top: {menu: top, choices: {1: top, 2: sub, 3: own, 4: slow}}
asides:
  note: {do: bill.change, to: noted, on: {hung_up: {return: done}}}
  noted: {return: done}
  sub: {run: inner, to: top}
  own: {menu: own, choices: {1: top}, on: {hung_up: {return: done}}}
  slow: {do: bill.slow, to: top, on: {failed: top}}
"""
INNER = "on: {'no_input, no_match': {return: done}}\nsteps:\n  a: {menu: inner, choices: {1: {return: done}}}\n"


@pytest.fixture
def call() -> Call:
    return Call(line_of(main=FLOW, inner=INNER, contracts=ALL), {"bill.change": "changed"})


def test_what_the_flow_does_then_is_silent(call):
    assert call.hang_up().document == (HangUp(),)
    assert [wanted.action for wanted in call.wanted] == ["bill.change"]
    assert call.state.ended


def test_a_step_stands_before_its_flow(call):
    call.press("3").hang_up()
    assert call.wanted == []
    assert call.state.ended


def test_the_flow_that_ran_another_is_asked_too(call):
    call.press("2").hang_up()
    assert [wanted.action for wanted in call.wanted] == ["bill.change"]


def test_an_action_outside_is_not_waited_for(call):
    call.press("4").hang_up()
    assert [wanted.action for wanted in call.wanted] == ["bill.slow", "bill.change"]
    assert call.event(ActionEnded("bill.slow", "done", {"reference": "1"})).document == (HangUp(),)


def test_it_happens_once(call):
    call.hang_up().hang_up()
    assert len(call.wanted) == 1


@pytest.mark.parametrize("what", [Keyed("1"), Silence(), Began(None, "+12025550100")])
def test_turns_of_an_ended_call_hang_up(call, what):
    assert call.hang_up().event(what).document == (HangUp(),)


def test_a_line_without_words_for_it_just_ends():
    line = line_of(main="on: {'no_input, no_match': {hang_up: bye}}\nsteps:\n  a: {menu: a, choices: {1: a}}\n")
    call = Call(line).hang_up()
    assert call.state.ended
    assert type(hear(line, call.state, Raw(Keyed("1"), call.now, "")).what).__name__ == "Unexpected"

"""do: inputs, results, assurance, confirmations, and actions that take longer than a turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ivr.engine.directives import Continue, Pause
from ivr.engine.events import ActionEnded, Keyed, Went
from ivr.engine.grants import Confirmation, Grant
from ivr.flow.contracts import Level
from ivr.values import Money
from tests.engine.calls import Call
from tests.engine.contracts import ALL, IDENTIFIED, UNTIL, VERIFIED, verifying
from tests.support.lines import line_of

VERIFY = """
flow: verify
title: Verify
steps:
  code: {ask: code, for: code, secret: true, check: {do: id.check, with: {given: $answer}}, on: {wrong: bad}}
  done: {return: done}
asides:
  bad: {return: failed}
"""
PRIVATE = """
requires: verified
on: {not_verified: {hang_up: bye-unknown}, 'no_input, no_match, unavailable': {hang_up: bye}}
steps:
  look: {do: bill.private}
  again: {menu: again, choices: {1: look}}
"""


def private() -> Call:
    line = line_of(main=PRIVATE, verify=VERIFY, contracts=ALL, prompts="again = Again?")
    return Call(line, {"id.check": verifying(), "bill.private": "found"})


def test_what_needs_proof_is_done_with_the_proven_account():
    call = private().press("1")
    asked = call.wanted[-1]
    assert (asked.action, asked.inputs, asked.account) == ("bill.private", {"account": "40010001"}, "40010001")
    assert (asked.level, asked.outside) == (Level.VERIFIED, False)
    assert call.hears == "Again?"


def test_a_grant_that_ran_out_is_as_none():
    assert private().press("1").later(minutes=31).press("1").hears == "bye-unknown"


def test_less_than_was_asked_is_not_enough():
    call = private()
    call.actions["id.check"] = verifying(IDENTIFIED)
    assert call.press("1").hears == "bye-unknown"
    assert [wanted.action for wanted in call.wanted] == ["id.check"]


def test_a_grant_for_another_account_does_not_open_this_one():
    flow = """
    requires: verified
    on: {not_verified: {hang_up: bye-unknown}, 'no_input, no_match, unavailable': {hang_up: bye}}
    steps:
      which: {ask: which, for: account, save: account}
      look: {do: bill.private, with: {account: $account}}
      bye: {hang_up: bye-done}
    """
    line = line_of(main=flow, verify=VERIFY, contracts=ALL)
    for account, end in (("40010001", "bye-done"), ("40020002", "bye-unknown")):
        call = Call(line, {"id.check": verifying(), "bill.private": "found"}).press("1")
        assert call.press(account).hears == end


def test_the_account_proven_last_is_the_one_the_call_is_about():
    call = private()
    call.state = replace(call.state, grants=(replace(VERIFIED, account="1", until=UNTIL),))
    assert call.press("1").wanted[-1].account == "40010001"


MOVE = """
requires: verified
on: {not_verified: {hang_up: bye-unknown}, 'no_input, no_match, unavailable': {hang_up: bye}}
steps:
  agree:
    confirm: date.move
    with: {amount: '10.00'}
    prompt: new-code
    on: {'wrong, expired, used_up': {hang_up: bye}}
  again: {menu: now, choices: {1: move}}
asides:
  move: {do: date.move, with: {amount: '10.00'}, to: again}
"""


def moving(*, amount: str = "10.00 USD", account: str = "40010001", grants: Grant = VERIFIED) -> Call:
    line = line_of(main=MOVE, verify=VERIFY, contracts=ALL)
    grant = Confirmation("date.move", account, {"amount": amount}, UNTIL)
    ends = {
        "id.check": verifying(grants),
        "confirmation.send": "sent",
        "confirmation.check": ActionEnded("confirmation.check", "right", confirmation=grant),
        "date.move": "moved",
    }
    return Call(line, ends).press("1").press("123456")


def test_a_confirmation_is_spent_by_doing_it_once():
    call = moving().press("1")
    assert call.hears == "now"
    assert call.press("1").hears == "bye-unknown"
    assert [wanted.action for wanted in call.wanted].count("date.move") == 1


@pytest.mark.parametrize("other", [{"amount": "11.00 USD"}, {"account": "40020002"}])
def test_a_confirmation_is_for_these_values_and_this_account_only(other):
    assert moving(**other).press("1").hears == "bye-unknown"


def test_a_confirmation_runs_out():
    call = moving(grants=replace(VERIFIED, until=UNTIL + timedelta(hours=1)))
    assert call.later(minutes=31).press("1").hears == "bye-unknown"


SLOW = """
on: {unavailable: {hang_up: bye-broken}}
steps:
  slow: {do: bill.slow, save: slow, on: {failed: {hang_up: bye-failed}}}
  told: {hang_up: told}
"""


@pytest.fixture
def slow() -> Call:
    line = line_of(main=SLOW, contracts=ALL, prompts="told = Reference { $slow-reference }.")
    return Call(line)


def test_an_action_outside_ends_the_turn_and_its_end_is_another(slow):
    assert slow.document == (Continue(),)
    assert slow.wanted[0].outside
    slow.event(ActionEnded("bill.slow", "done", {"reference": "A1"}))
    assert slow.hears == "Reference A 1." or "A" in slow.hears
    assert slow.ended


def test_while_it_works_the_caller_hears_so_now_and_then(slow):
    for _ in range(2):
        assert slow.later(seconds=1).poll().document == (Pause(), Continue())
    assert slow.later(seconds=1).poll().hears == "line-holding"
    for _ in range(7):
        assert slow.later(seconds=1).poll().document == (Pause(), Continue())
    assert slow.later(seconds=1).poll().hears == "line-holding"
    assert slow.closing == Continue()


def test_a_line_may_say_it_otherwise_the_second_time():
    line = line_of(main=SLOW, contracts=ALL, prompts="line-holding = Still at it.\n    .longer = It takes longer.")
    call = Call(line)
    assert call.later(seconds=3).poll().hears == "Still at it."
    assert call.later(seconds=8).poll().hears == "It takes longer."
    assert call.later(seconds=8).poll().hears == "It takes longer."


def test_a_line_says_how_long_it_is_quiet_before_it_speaks():
    call = Call(line_of(main=SLOW, contracts=ALL, settings={"patience": "{bill.slow: {quiet: 6}}"}))
    assert call.later(seconds=5).poll().document == (Pause(), Continue())
    assert call.later(seconds=1).poll().hears == "line-holding"


@pytest.mark.parametrize("what", [Went(), Keyed("1"), ActionEnded("other.action", "done")])
def test_nothing_else_ends_it(slow, what):
    assert slow.event(what).closing == Continue()
    assert slow.event(ActionEnded("bill.slow", "failed")).hears == "bye-failed"


def test_an_outcome_it_does_not_promise_is_unavailable(slow):
    assert slow.event(ActionEnded("bill.slow", "exploded")).hears == "bye-broken"
    assert "exploded" in slow.faults[0]


def test_what_was_done_is_noted_for_the_agent(slow):
    slow.event(ActionEnded("bill.slow", "done", {"reference": "A1"}, note="looked slowly"))
    assert slow.state.done == ("looked slowly",)


def test_an_optional_field_brings_its_companion():
    flow = """
    on: {'unavailable, nothing': {hang_up: bye}}
    steps:
      look: {do: bill.look, save: owed}
      told: {when: [{if: owed.has_minimum, hang_up: least}, {else: {hang_up: full}}]}
    """
    prompts = "least = At least { $owed-minimum }.\nfull = All: { $owed-full }."
    line = line_of(main=flow, prompts=prompts, contracts=ALL)
    owed = {"full": Money.of(50, "USD")}
    assert Call(line, {"bill.look": ActionEnded("bill.look", "found", owed)}).hears == "All: $50.00."
    owed = owed | {"minimum": Money.of(20, "USD")}
    assert Call(line, {"bill.look": ActionEnded("bill.look", "found", owed)}).hears == "At least $20.00."


def test_keys_name_run_step_and_visit():
    flow = """
    on: {'no_input, no_match, unavailable, nothing': {hang_up: bye}}
    steps:
      look: {do: bill.look}
      sub: {run: other}
      again: {menu: again, choices: {1: look}}
    """
    other = "on: {'nothing, unavailable': {return: done}}\nsteps:\n  look: {do: bill.look}\n  done: {return: done}\n"
    owed = ActionEnded("bill.look", "found", {"full": Money.of(50, "USD")})
    call = Call(line_of(main=flow, other=other, contracts=ALL), {"bill.look": owed}).press("1")
    keys = [wanted.key for wanted in call.wanted]
    assert keys == ["CA1/1/look/1", "CA1/2/look/1", "CA1/1/look/2", "CA1/3/look/1"]

"""run, return, requires, take, set, when, language: how flows lead into each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivr.engine.events import ActionEnded
from ivr.engine.state import describe
from ivr.flow.verbs import Target
from ivr.values import Money
from tests.engine.calls import Call
from tests.engine.contracts import ALL, verifying
from tests.engine.test_actions import VERIFY
from tests.support.lines import line_of

OUTER = """
steps:
  first: {set: {amount: '5.00'}}
  known: {when: [{unless: call.has_from, hang_up: bye-other}]}
  inner: {run: inner, with: {phone: $call.from}, save: got, on: {other: {hang_up: bye-other}}}
  told: {hang_up: told}
"""
INNER = """
takes: {phone: phone}
on: {'no_input, no_match': {return: other}}
steps:
  ask: {menu: inner-menu, choices: {1: good, 2: {return: other}}}
asides:
  good: {set: {word: moved}, to: back}
  back: {return: done, with: {phone: $phone}}
"""


@pytest.fixture
def call() -> Call:
    prompts = "told = Got { $got-phone }."
    return Call(line_of(main=OUTER, inner=INNER, prompts=prompts))


def test_a_flow_has_its_own_variables_and_hands_back(call):
    assert set(call.state.frame.variables) == {"phone"}
    call.press("1")
    assert call.hears.startswith("Got ")
    assert set(call.state.frame.variables) == {"amount", "got"}


def test_other_returns_have_handlers(call):
    assert call.press("2").hears == "bye-other"


def test_where_the_call_is(call):
    assert describe(call.state) == {
        "flow": "inner",
        "step": "ask",
        "assurance": "anonymous",
        "language": "en-US",
    }
    call.press("2")
    assert describe(call.state)["step"] == "inner"


def test_the_first_flow_returning_ends_the_call_politely():
    line = line_of(main="steps:\n  a: {say: hello, return: done}\n", prompts="line-goodbye = Goodbye.")
    assert Call(line).hears == "hello | Goodbye."


def test_requires_runs_verify_once_and_comes_back():
    flow = """
    requires: verified
    on: {not_verified: {hang_up: bye-unknown}, 'no_input, no_match': {hang_up: bye}}
    steps:
      a: {menu: inside, choices: {1: again}}
      again: {requires: verified}
      told: {hang_up: told}
    """
    line = line_of(main=flow, verify=VERIFY, contracts=ALL, prompts="told = Hello, { $caller-name }.")
    call = Call(line, {"id.check": verifying()})
    assert call.hears == "code"
    assert call.press("1").hears == "inside"
    assert describe(call.state)["assurance"] == "verified"
    assert call.press("1").hears == "Hello, Maria Lopez."
    failing = Call(line, {"id.check": "wrong"})
    assert failing.press("1").hears == "bye-unknown"


def test_a_flow_that_could_not_be_verified_goes_on_where_it_says():
    flow = """
    requires: verified
    on: {not_verified: explain, 'no_input, no_match': {hang_up: bye}}
    steps:
      a: {menu: inside, choices: {1: a}}
    asides:
      explain: {hang_up: explained}
    """
    call = Call(line_of(main=flow, verify=VERIFY, contracts=ALL), {"id.check": "wrong"})
    assert call.press("1").hears == "explained"


def test_verify_cannot_require_itself():
    flow = "requires: verified\non: {not_verified: {hang_up: bye-unknown}}\nsteps:\n  a: {hang_up: inside}\n"
    line = line_of(main=flow, verify=VERIFY, contracts=ALL)
    failed = {"not_verified": Target.model_validate({"return": "failed"})}
    itself = replace(line.flows["verify"], requires="identified", on=failed)  # the checker would refuse it
    line = replace(line, flows={**line.flows, "verify": itself})
    assert Call(line).hears == "bye-unknown"


LIST = """
on: {'no_input, no_match, unavailable': {hang_up: bye}}
steps:
  look: {do: bill.recent, save: recent}
  first: {take: first, from: $recent, save: item, on: {no_more: {hang_up: none}}}
  read:
    menu: read
    choices: {1: next, 2: previous, 3: first, 4: look}
asides:
  next: {take: next, from: $recent, save: item, to: read, on: {no_more: {say: last, to: read}}}
  previous: {take: previous, from: $recent, save: item, to: read, on: {no_more: {say: at-first, to: read}}}
"""


def recent(*amounts: int) -> ActionEnded:
    return ActionEnded("bill.recent", "found", [{"amount": Money.of(amount, "USD")} for amount in amounts])


def test_a_list_is_walked_both_ways():
    prompts = "read = { $item-position } of { $recent-count }: { $item-amount }"
    call = Call(line_of(main=LIST, prompts=prompts, contracts=ALL), {"bill.recent": recent(10, 20)})
    assert call.hears == "1 of 2: $10.00"
    assert call.press("1").hears == "2 of 2: $20.00"
    assert call.press("1").hears == "last | 2 of 2: $20.00"
    assert call.press("2").hears == "1 of 2: $10.00"
    assert call.press("2").hears == "at-first | 1 of 2: $10.00"
    assert call.press("1").press("3").hears == "1 of 2: $10.00"
    assert call.press("1").press("4").hears == "1 of 2: $10.00"


def test_an_empty_list_has_no_more():
    assert Call(line_of(main=LIST, contracts=ALL), {"bill.recent": recent()}).hears == "none"


def test_a_branch_that_only_says_goes_on():
    flow = """
    steps:
      a: {when: [{if: call.has_from, say: known}]}
      b: {when: [{unless: call.has_from, hang_up: nobody}, {else: {say: somebody}}]}
      c: {hang_up: bye}
    """
    line = line_of(main=flow)
    assert Call(line).hears == "known | somebody | bye"
    assert Call(line, caller=None).hears == "nobody"


def test_visits_are_counted_for_a_run_of_the_flow():
    flow = """
    on: {'no_input, no_match': {hang_up: bye}}
    steps:
      a: {menu: a, at_most: 2, choices: {1: a}, on: {used_up: {hang_up: enough}}}
    """
    call = Call(line_of(main=flow))
    assert call.press("1").hears == "a"
    assert call.press("1").hears == "enough"


def test_another_language_is_spoken_from_there_on():
    flow = "steps:\n  a: {say: hi}\n  b: {language: es-US}\n  c: {hang_up: hi}\n"
    languages = "{en-US: {name: English, voice: Joanna}, es-US: {name: Español, voice: Lupe}}"
    prompts = {"en-US": "hi = Hello.", "es-US": "hi = Hola."}
    call = Call(line_of(main=flow, prompts=prompts, settings={"languages": languages}))
    said = [(one.text, one.language, one.voice) for one in call.document[:-1]]
    assert said == [("Hello.", "en-US", "Joanna"), ("Hola.", "es-US", "Lupe")]

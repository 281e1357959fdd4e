"""Past calls, retold and through a draft."""

from __future__ import annotations

import json

from ivr.engine.events import ActionEnded, Began, HungUp, Keyed, QueueLeft, Raw, Silence, What
from ivr.engine.hearing import hear
from ivr.engine.journal import journal
from ivr.engine.state import begin
from ivr.flow.contracts import QUEUE_ENTER, Contract, Input
from ivr.flow.line import Line
from ivr.flow.types import TEXT
from ivr.study.coverage import followed
from ivr.study.replay import PastCall, compared, retold, turn
from tests.engine.calls import NOW
from tests.support.lines import line_of

LOOK = Contract("look", "Look", ("found", "nothing"), "found")
CHECK = Contract("check", "Check", ("right", "wrong"), "right", inputs={"given": Input(TEXT, secret=True)})

QUEUE = """
    steps:
      pick: {menu: pick, choices: {1: person, 2: {hang_up: bye}}}
      person: {queue: support, prompt: wait, hang_up: bye, on: {'closed, full, too_long, no_agents, failed': sorry}}
    asides:
      sorry: {hang_up: sorry}
"""
LOOKING = """
    steps:
      pick: {menu: pick, choices: {1: look, 2: {hang_up: bye}}}
      look: {do: look, hang_up: bye, on: {nothing: {hang_up: sorry}}}
"""


def past(line: Line, *events: What, call: str = "CA1") -> PastCall:
    """A call as its stored journal tells of it: everything goes through JSON."""
    state = begin(line, call, "+12025550123", None, NOW)
    turns = []
    for number, event in enumerate((Began("+12025550123", "+12025550100"), *events)):
        heard = hear(line, state, Raw(event, NOW, "0" * 32))
        turns.append(turn(number, json.loads(json.dumps([journal(heard)]))))
        state = followed(line, state, heard).moved.state
    return PastCall(call, "+12025550123", "v1", tuple(turns))


def test_the_same_line_changes_no_ending():
    line = line_of(main=QUEUE)
    calls = [
        past(line, Keyed("1"), ActionEnded(QUEUE_ENTER, "open"), HungUp()),
        past(line, Keyed("2")),
        past(line, Silence(), HungUp()),
    ]
    assert [*compared([(call, line) for call in calls], line).as_text()] == [
        "0 would end otherwise, 3 as before, 0 not replayed"
    ]


def test_calls_that_would_end_otherwise_are_grouped_by_how():
    line = line_of(main=QUEUE)
    draft = line_of(main=QUEUE.replace("1: person", "1: {hang_up: closed}, 3: person"))
    waited = [past(line, Keyed("1"), ActionEnded(QUEUE_ENTER, "open"), HungUp(), call=call) for call in ("CA1", "CA2")]
    served = past(line, Keyed("1"), ActionEnded(QUEUE_ENTER, "open"), QueueLeft("answered"), call="CA3")
    left = past(line, Keyed("2"), call="CA4")
    told = [*compared([(call, line) for call in (*waited, served, left)], draft).as_text()]
    assert told == [
        "2 calls that ended in queue support would end with closed",
        "  CA1",
        "  CA2",
        "1 call that ended with bye after queue support would end with closed",
        "  CA3",
        "3 would end otherwise, 1 as before, 0 not replayed",
    ]


def test_a_draft_that_asks_for_what_never_was_says_so():
    line = line_of(contracts=[LOOK], main=LOOKING)
    draft = line_of(contracts=[LOOK], main=LOOKING.replace("2: {hang_up: bye}", "2: look"))
    told = [*compared([(past(line, Keyed("2")), line)], draft).as_text()]
    assert told[0] == "1 call that ended with bye would go on at main look: look was not done in the call"


def test_actions_end_as_they_did_though_the_draft_asks_in_another_order():
    line = line_of(contracts=[LOOK], main=LOOKING)
    first = """
        steps:
          look: {do: look, on: {nothing: {hang_up: sorry}}}
          pick: {menu: pick, choices: {1: {hang_up: bye}, 2: {hang_up: bye}}}
    """
    draft = line_of(contracts=[LOOK], main=first)
    found = past(line, Keyed("1"), ActionEnded("look", "found"))
    assert compared([(found, line)], draft).changed == ()


def test_a_call_is_retold_with_what_decided_it():
    line = line_of(contracts=[LOOK], main=LOOKING)
    told = "\n".join(retold(line, past(line, Silence(), Keyed("1"), ActionEnded("look", "nothing"))))
    for words in (
        "turn 0",
        "says: pick",
        "turn 1\n  15:00:00 at main pick: the caller says nothing",
        "at main pick: the caller chooses 1",
        "decided main pick 1: to look, by the step",
        "asks for look",
        "look ends in nothing",
        "decided main look nothing: hangs up with sorry, by the step's `on`",
        "hangs up",
    ):
        assert words in told


def test_a_secret_is_retold_as_one():
    line = line_of(
        contracts=[CHECK],
        main="steps:\n  code: {ask: code, for: code, secret: true, check: {do: check, with: {given: $answer}}, "
        "hang_up: bye, on: {wrong: {hang_up: sorry}}}",
    )
    told = "\n".join(retold(line, past(line, Keyed("987654"), ActionEnded("check", "wrong"))))
    assert "the caller gives a secret" in told
    assert "987654" not in told


def test_a_call_from_before_anybody_asked_goes_on_as_if_there_had_been_nothing():
    line = line_of(main=QUEUE)
    draft = QUEUE.replace("pick: {", "cut: {resume: cut, on: {'no, no_input, no_match': pick}}\n      pick: {", 1)
    draft = draft.replace("1: person", "1: here").replace(
        "person: {queue", "here: {checkpoint: nothing}\n      person: {queue", 1
    )
    told = [*compared([(past(line, Keyed("2")), line)], line_of(main=draft)).as_text()]
    assert told == ["0 would end otherwise, 1 as before, 0 not replayed"]

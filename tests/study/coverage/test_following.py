"""Which way a call went, as an admin would tell it."""

from __future__ import annotations

import json

import pytest

from ivr.engine.events import ActionEnded, Began, HungUp, Keyed, Silence, What
from ivr.engine.hearing import hear
from ivr.engine.raw import Raw
from ivr.engine.state import begin
from ivr.flow.contracts import Contract, Level
from ivr.flow.line import Line
from ivr.flow.types import NUMBER, record
from ivr.study.coverage import Tally, declared, followed
from tests.engine.calls import NOW
from tests.support.lines import line_of

LOOK = Contract("look", "Look", ("found", "nothing"), "found", result=record("seen", count=NUMBER), gives=("found",))
PRIVATE = Contract("private", "Private", ("told",), "told", level=Level.VERIFIED)


def ways(line: Line, *events: What) -> tuple[list[str], Tally]:
    """The ways of a call in which this happens."""
    state = begin(line, "CA1", "+12025550123", None, NOW)
    tally, gone = Tally(line), []
    for event in (Began("+12025550123", "+12025550100"), *events):
        trace = followed(line, state, hear(line, state, Raw(event, NOW, "0" * 32)))
        state = trace.moved.state
        tally.add(trace)
        gone += map(str, trace.ways)
    return gone, tally


def small() -> Line:
    return line_of(
        contracts=[LOOK],
        settings={"anywhere": "{repeat: {key: star}}"},
        main="""
            steps:
              look: {do: look, save: seen, on: {nothing: {hang_up: silent}}}
              many:
                when:
                  - {if: seen.count > 1, say: many}
                  - {if: seen.count == 1, say: one}
              pick:
                menu: pick
                choices: {1: look, 2: {hang_up: silent}}
        """,
    )


@pytest.mark.parametrize(("count", "branch"), [(2, "1"), (1, "2"), (0, "otherwise")])
def test_the_branch_that_held_is_told(count, branch):
    gone, _ = ways(small(), ActionEnded("look", "found", {"count": count}))
    assert gone == ["main look found", f"main many {branch}"]


def test_a_choice_and_an_outcome_are_told_by_their_names():
    gone, _ = ways(small(), ActionEnded("look", "found", {"count": 0}), Keyed("1"), ActionEnded("look", "nothing"))
    assert gone[2:] == ["main pick 1", "main look nothing"]


def test_a_bad_answer_is_no_way_until_the_step_gives_up():
    start = ActionEnded("look", "found", {"count": 0})
    assert ways(small(), start, Silence(), Silence())[0][2:] == []
    assert ways(small(), start, Silence(), Silence(), Silence())[0][2:] == ["main pick no_input"]


def test_a_shortcut_is_the_lines():
    gone, _ = ways(small(), ActionEnded("look", "found", {"count": 0}), Keyed("*"))
    assert gone[2:] == ["anywhere repeat"]


def test_a_flow_refused_to_a_caller_who_is_not_verified_is_told():
    line = line_of(
        contracts=[PRIVATE],
        verify="steps:\n  no: {return: failed}",
        start="""
            steps:
              go: {run: private, return: done}
        """,
        private="""
            requires: verified
            on: {not_verified: {return: done}}
            steps:
              tell: {do: private, return: done}
        """,
        settings={"start": "start"},
    )
    gone, _ = ways(line)
    assert gone == ["verify no return", "private not_verified", "start go done"]


def test_a_hang_up_counts_where_somebody_handles_it():
    line = line_of(main="steps:\n  pick: {menu: pick, choices: {1: pick}, on: {hung_up: {return: done}}}")
    gone, _ = ways(line, HungUp())
    assert gone == ["main pick hung_up"]


def test_every_way_that_is_gone_is_declared_and_counted():
    line = small()
    _, tally = ways(line, ActionEnded("look", "found", {"count": 2}), Keyed("2"))
    assert set(tally.ways) <= set(declared(line))
    counted = json.loads(tally.as_json())
    assert counted["main"]["pick"] == 1
    assert counted["main"]["pick.2"] == 1
    assert counted["main"]["pick.1"] == 0
    assert "main: 3 of 3 steps" in tally.as_text()
    assert "  pick: never 1, no_input, no_match" in tally.as_text()

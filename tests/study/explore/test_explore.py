"""Exploring finds what an admin would want to know, on small lines and on the shipped one."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.line import Line
from ivr.flow.types import DATE, MONEY, NUMBER, ListOf, record
from ivr.flow.verbs import Target
from ivr.runtime.folders import read_folder
from ivr.study.coverage import declared
from ivr.study.explore import Exploration, explore, report, script
from ivr.transcript import read_transcript, write_transcript
from tests.support.lines import line_of

OWED = record("owed", {"due_date": DATE, "minimum": MONEY}, full=MONEY, parts=NUMBER)
LOOK = Contract("look", "Look", ("found", "nothing"), "found", result=OWED, gives=("found",))
ITEMS = Contract("items", "List", ("found",), "found", result=ListOf(record("item", amount=MONEY)))
CHECK = Contract(
    "check", "Check", ("right", "wrong"), "right", inputs={"given": Input(NUMBER, secret=True)}, grants=Level.VERIFIED
)
TELL = Contract("tell", "Tell", ("told",), "told", level=Level.VERIFIED)


def never(found: Exploration) -> list[str]:
    """The ways of the line's own flows that were not gone: no test's caller needs the filled-in verify flow."""
    return [str(way) for way in found.tally.missing() if way.flow != "verify"]


def told(line: Line) -> str:
    return "\n".join(report(explore(line)))


def test_conditions_come_out_both_ways_whatever_they_compare():
    line = line_of(
        contracts=[LOOK],
        main="""
            steps:
              look: {do: look, save: owed, on: {nothing: {hang_up: silent}}}
              much:
                when:
                  - {if: owed.full > 250.00 && owed.has_minimum, to: end}
                  - {if: owed.full == 17.50, to: end}
                  - {unless: owed.parts <= 12, to: end}
                  - {if: owed.has_due_date && owed.due_date < call.today + days(14), to: end}
              end: {menu: end, choices: {1: {hang_up: silent, if: owed.parts == 7}, 2: {hang_up: silent}}}
        """,
    )
    assert never(explore(line)) == []


def test_what_the_caller_must_prove_is_proven_on_the_way():
    line = line_of(
        contracts=[CHECK, TELL],
        verify="""
            steps:
              code: {ask: code, for: code, secret: true, check: {do: check, with: {given: $answer}}, on: {wrong: code}}
              done: {return: done}
        """,
        main="requires: verified\nsteps:\n  tell: {do: tell}\n  bye: {hang_up: silent}",
        settings={"start": "main"},
    )
    assert ("main", "bye") in explore(line).tally.steps


def test_a_limit_of_visits_is_used_up_by_going_round():
    line = line_of(main="steps:\n  pick: {menu: pick, at_most: 6, choices: {1: pick, 2: {hang_up: silent}}}")
    found = explore(line)
    assert never(found) == []
    assert any("main pick used_up" in map(str, made.ways) for made in found.calls().calls)


def test_a_choice_that_cannot_be_is_listed_with_why():
    line = line_of(
        contracts=[LOOK],
        main="""
            steps:
              look: {do: look, save: owed, on: {nothing: {hang_up: silent}}}
              end: {menu: end, choices: {1: {hang_up: silent, if: owed.parts < 0}, 2: {hang_up: silent}}}
        """,
    )
    found = explore(line)
    assert not found.complete
    assert never(found) == ["main end 1"]
    assert "none of the values tried makes 'owed.parts < 0' hold" in told(line)


def test_a_question_that_only_leads_to_itself_has_no_end():
    """The checker refuses what it sees of this (`endless-loop`), so the line is bent after it was checked."""
    line = line_of(
        main="steps:\n  pick: {menu: pick, choices: {1: pick}, on: {'no_input, no_match': {hang_up: silent}}}"
    )
    flow, again = line.flows["main"], Target(to="pick")
    bent = flow.step("pick").model_copy(update={"on": {"no_input": again, "no_match": again}})
    line = replace(line, flows={**line.flows, "main": replace(flow, steps={"pick": bent})})
    assert ("main", "pick") in explore(line).endless()
    assert "main pick: nothing that can happen from here ends the call, but the caller hanging up" in told(line)


def test_lists_are_empty_and_longer():
    line = line_of(
        contracts=[ITEMS],
        main="""
            steps:
              items: {do: items, save: items}
              next: {take: next, from: $items, save: item, on: {no_more: {hang_up: silent}}}
              hear: {menu: hear, choices: {1: next, 2: {hang_up: silent}}}
        """,
    )
    assert never(explore(line)) == []


def test_a_withheld_number_is_tried_where_it_matters():
    line = line_of(
        main="steps:\n  who:\n    when: [{if: call.has_from, to: bye}]\n  ask: {menu: ask, choices: {1: bye}}\n"
        "  bye: {hang_up: silent}",
    )
    found = explore(line)
    assert never(found) == []
    calls = [script(made, "c").calls[0] for made in found.calls().calls]
    assert {call.caller for call in calls} == {"+12025550123", "withheld"}


@pytest.fixture(scope="module")
def shipped() -> Line:
    found = read_folder(Path(__file__).parents[3] / "flows")
    assert found.service is not None, found.complaints
    return found.service.line


def test_the_shipped_line_is_walked_whole_in_time(shipped):
    began = time.process_time()
    found = explore(shipped)
    assert time.process_time() - began < 20
    assert found.complete, "\n".join(report(found))
    assert f"{len(declared(shipped))} of {len(declared(shipped))} outcomes (100 %)" in [*report(found)][-1]
    cover = found.calls()
    assert cover.missed == ()
    assert {way for made in cover.calls for way in made.ways} >= set(declared(shipped))
    for made in cover.calls:
        transcript = script(made, "An explored call")
        assert read_transcript(write_transcript(transcript), "explored.yaml").transcript == transcript

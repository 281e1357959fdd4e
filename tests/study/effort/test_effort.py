"""What it takes to reach a goal, and the limits that line.yaml sets to it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.flow.contracts import Contract, Level
from ivr.flow.line import Line
from ivr.marks import read
from ivr.study.effort import Effort, exceeding, measured
from tests.support.lines import SETTINGS, line_of

FLOWS = Path(__file__).parents[3] / "flows"
TOLD = Contract("bill.tell", "Tell it", ("told",), "told", level=Level.VERIFIED)
NOTED = Contract("call.note", "Note it", ("noted",), "noted")
CHECKED = Contract("id.check", "Check", ("right",), "right", grants=Level.VERIFIED)

MENU = """
    steps:
      hello: {menu: hello, choices: {1: note, 2: more}}
    asides:
      more: {menu: more, choices: {1: note, 2: hello}}
      note: {do: call.note, hang_up: silent}
"""
WORDS = """
hello = Hello.
    .choice-1 = To leave a note, press 1.
    .choice-2 = For more of this and that, press 2.
more = More.
    .choice-1 = To leave a note, press 1.
    .choice-2 = To go back, press 2.
"""
NOTE = "{note: {action: call.note, keys: 9, seconds: 90}}"


VERIFY = """
    steps:
      who: {ask: who, for: digits, length: 6, save: who}
      check: {do: id.check, return: done}
"""


def a_line(flow: str, effort: str = NOTE, prompts: str | Mapping[str, str] = WORDS, **more: str) -> Line:
    settings = {"limits": "{effort: " + effort + "}", **more}
    flows = {"main": flow} | ({"verify": VERIFY} if "verified" in flow else {})
    return line_of(contracts=(TOLD, NOTED, CHECKED), settings=settings, prompts=prompts, **flows)


def only(line: Line) -> Effort:
    (found,) = measured(line)
    return found


def test_the_fewest_keys_are_those_of_who_knows_the_line_the_most_those_of_the_longest_way() -> None:
    found = only(a_line(MENU))
    assert (found.fewest.keys, found.worst.keys) == (1, 2)
    assert found.fewest.seconds < found.worst.seconds


def test_who_knows_the_line_does_not_hear_the_choices_after_their_own() -> None:
    longer = WORDS.replace("For more of this and that", "For more of this and that and a good many other things")
    assert only(a_line(MENU)).fewest == only(a_line(MENU, prompts=longer)).fewest


def test_what_a_flow_requires_is_part_of_the_way() -> None:
    flow = "requires: verified\nsteps:\n  tell: {do: bill.tell, hang_up: silent}\n"
    found = only(a_line(flow, "{told: {action: bill.tell, keys: 9, seconds: 90}}", prompts=""))
    assert (found.fewest.keys, found.worst.keys) == (6, 6)


def test_a_shortcut_is_for_those_who_know_it() -> None:
    flow = "steps:\n  ask: {ask: ask, for: digits, length: 4, save: four}\n  note: {do: call.note, hang_up: silent}\n"
    person = "flow: person\ntitle: person\nsteps:\n  note: {do: call.note, hang_up: silent}\n"
    settings = {"limits": "{effort: " + NOTE + "}", "anywhere": "{agent: {key: 0, run: person}}"}
    found = only(line_of(contracts=(NOTED,), settings=settings, main=flow, person=person))
    assert (found.fewest.keys, found.worst.keys) == (2, 4)


def test_every_language_has_its_own_seconds() -> None:
    spanish = WORDS.replace("To leave a note, press 1.", "Para dejar un recado breve a quien usted quiera, oprima 1.")
    languages = "{en-US: {name: English}, es-US: {name: Español}}"
    line = a_line(MENU, prompts={"en-US": WORDS, "es-US": spanish}, languages=languages)
    english, other = measured(line)
    assert (english.language, other.language) == ("en-US", "es-US")
    assert english.worst.seconds < other.worst.seconds


@pytest.mark.parametrize(
    ("goals", "told"),
    [
        (NOTE, []),
        (
            "{note: {action: call.note, keys: 1, seconds: 90}}",
            ["'note' takes up to 2 keys in en-US; 1 is the most (say less, or ask for less, on the way there)"],
        ),
        (
            "{note: {action: call.not, keys: 9, seconds: 90}}",
            ["No step leads to the action 'call.not' (did you mean 'call.note'?)"],
        ),
        (
            "{note: {keys: 9, seconds: 90}}",
            ["'note' is to be an action or a queue (write one of 'action' and 'queue')"],
        ),
    ],
    ids=["kept", "exceeded", "unknown", "nothing"],
)
def test_a_limit_that_is_exceeded_is_told_at_its_place(goals: str, told: list[str]) -> None:
    limits = "{effort: " + goals + "}"
    written, _ = read("".join(f"{key}: {text}\n" for key, text in {**SETTINGS, "limits": limits}.items()), "line.yaml")
    assert written is not None
    complaints = exceeding(a_line(MENU, goals), written)
    assert [f"{each.message} ({each.remedy})" for each in complaints] == told
    assert {each.place.line for each in complaints} <= {len(SETTINGS) + 1}


def test_the_command_shows_the_shipped_line_within_its_limits() -> None:
    shown = CliRunner().invoke(main, ["effort", str(FLOWS)])
    assert shown.exit_code == 0, shown.output
    goals = {line.split()[0] for line in shown.output.splitlines()[1:]}
    assert goals == {"balance", "payment", "deferral", "person"}
    for line in shown.output.splitlines()[1:]:
        _, _, _, _, keys, limit, _, _, seconds, most = line.split()
        assert int(keys) <= int(limit), line
        assert int(seconds) <= int(most), line

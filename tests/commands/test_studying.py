"""`ivr explore`, `ivr test --coverage` with stubs, `ivr replay`: as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.commands.test import line_of
from ivr.phone import play
from ivr.runtime.bootstrap import build
from ivr.settings import read_settings
from ivr.transcript import read_transcript

ROOT = Path(__file__).parents[2]
STUBBED = """
call: Nothing is owed
at: 2026-11-24T10:00:00-05:00
stubs:
  - {do: resume.find, outcome: nothing}
  - {do: identity.claim, outcome: used_up}
steps:
  - press: 1
  - press: 1
  - press: 40012345
  - hears: cannot
    press: 2
  - hears: Main menu
    hang_up: caller
"""
SAID_NOTHING = (
    "call: Nobody is there\nat: 2026-11-24T10:00:00-05:00\nsteps:\n  - press: 1\n  - silence: 3\nends: line\n"
)


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


def ivr(*arguments: str | Path):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_stubs_stand_for_actions_and_what_was_reached_is_told(tmp_path):
    call, counts = tmp_path / "stubbed.yaml", tmp_path / "coverage.json"
    call.write_text(STUBBED)
    result = ivr("test", "--coverage", "--coverage-file", counts, call)
    assert "1 passed, 0 failed" in result.output
    assert "never reached" in result.output
    told = json.loads(counts.read_text())
    assert told["verify"]["claim.used_up"] == 1
    assert told["pay"]["charge"] == 0
    assert result.exit_code == 0


def test_stubs_that_do_not_fit_fail(tmp_path):
    call = tmp_path / "wrong.yaml"
    call.write_text(STUBBED.replace("identity.claim", "payment.charge"))
    result = ivr("test", call)
    assert "the call does identity.claim, and the next of its stubs is for payment.charge" in result.output
    assert result.exit_code == 1


def test_a_stub_that_nothing_asked_for_fails(tmp_path):
    call = tmp_path / "unused.yaml"
    call.write_text(
        SAID_NOTHING.replace(
            "steps:", "stubs:\n  - {do: resume.find, outcome: nothing}\n  - {do: otp.send, outcome: sent}\nsteps:"
        )
    )
    result = ivr("test", call)
    assert "nothing did otp.send" in result.output
    assert result.exit_code == 1


def test_a_call_is_retold_and_a_draft_is_held_against_it(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'calls.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    settings = read_settings(database_url=url, ivr_line=ROOT / "flows", ivr_public_url="http://127.0.0.1:8000")
    house = build(settings, lab=True)
    try:
        played = play(read_transcript(SAID_NOTHING, "call.yaml"), line_of(house))
        assert played.failure == ""
        with house.database.reading() as connection:
            [call] = connection.exec_driver_sql("select id from calls").scalars()
    finally:
        house.close()

    retold = ivr("replay", call)
    assert "decided language choose 1: to english" in retold.output
    assert "decided main menu no_input: hangs up with goodbye-silent, by the flow's `on`" in retold.output

    drawn = ivr("draw", "main", "--since", "7d", "--format", "dot").output
    assert drawn != ivr("draw", "main", "--format", "dot").output
    one = tmp_path / "counts.json"
    one.write_text(json.dumps({"main": {"menu": 1, "menu.no_input": 1}}))
    assert ivr("draw", "main", "--traffic", one, "--format", "dot").output == drawn
    assert ivr("draw", "--since", "7d", "--traffic", one).exit_code == 2

    draft = tmp_path / "draft"
    for file in [*(ROOT / "flows").glob("*.yaml"), *(ROOT / "flows").glob("prompts/*.ftl")]:
        copy = draft / file.relative_to(ROOT / "flows")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    same = ivr("replay", "--since", "7d", draft)
    assert same.output == "0 would end otherwise, 1 as before, 0 not replayed\n"
    assert same.exit_code == 0

    written = (draft / "main.yaml").read_text()
    changed = written.replace("no_input: {hang_up: goodbye-silent}", "no_input: {hang_up: goodbye}", 1)
    no_match = "no_match: {say: trouble-not-understood, to: person}"
    changed = changed.replace(no_match, "no_match: {hang_up: goodbye-silent}", 1)
    (draft / "main.yaml").write_text(changed)
    other = ivr("replay", "--since", "7d", draft)
    assert other.output.splitlines() == [
        "1 call that ended with goodbye-silent would end with goodbye",
        f"  {call}",
        "1 would end otherwise, 0 as before, 0 not replayed",
    ]
    assert other.exit_code == 1


def test_a_call_that_is_not_there_is_said_plainly(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    result = ivr("replay", "CA404")
    assert (result.exit_code, result.output) == (1, "Error: there is no call CA404\n")

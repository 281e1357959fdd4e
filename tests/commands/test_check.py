"""`ivr check` as people and programs read it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--today", "2026-11-24", *arguments])


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """The shipped line with two slips."""
    folder = Path(shutil.copytree("flows", tmp_path / "flows"))
    for name, old, new in (("pay.yaml", "to: price", "to: prise"), ("line.yaml", "start: welcome", "start: welcom")):
        written = (folder / name).read_text("utf-8")
        (folder / name).write_text(written.replace(old, new, 1), "utf-8")
    return folder


def test_the_shipped_line_has_nothing_to_mend_and_nothing_to_note():
    told = check("flows")
    assert told.exit_code == 0
    assert told.output.count("\n") == 1
    assert "nothing to mend" in told.output


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_the_exit_status_tells_whether_something_is_to_mend(spoilt: Path, form: str):
    assert check(str(spoilt), "--format", form).exit_code == 1
    assert check("flows", "--format", form).exit_code == 0


def test_json_is_sorted_by_place_and_bears_the_remedy(spoilt: Path):
    told = json.loads(check(str(spoilt), "--format", "json").stdout)
    assert [(Path(each["file"]).name, each["rule"], each["level"]) for each in told] == [
        ("line.yaml", "unknown-flow", "error"),
        ("pay.yaml", "unknown-step", "error"),
    ]
    assert told[1]["remedy"] == "did you mean 'price'?"
    assert told == sorted(told, key=lambda each: (each["file"], each["line"], each["column"]))


def test_nothing_found_is_still_json_and_sarif():
    assert json.loads(check("flows", "--format", "json").stdout) == []
    assert json.loads(check("flows", "--format", "sarif").stdout)["runs"][0]["results"] == []
    assert check("flows", "--format", "github").stdout == ""


def test_github_shows_each_beside_its_line(spoilt: Path):
    lines = check(str(spoilt), "--format", "github").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"::error file={spoilt}/line.yaml,line=18,col=8,title=unknown-flow::There is no flow")


def test_sarif_holds_what_its_schema_requires(spoilt: Path):
    told = json.loads(check(str(spoilt), "--format", "sarif").stdout)
    (run,) = told["runs"]
    assert told["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        where = result["locations"][0]["physicalLocation"]
        assert where["artifactLocation"]["uri"].endswith(".yaml")
        assert where["region"]["startLine"] >= 1
        assert where["region"]["startColumn"] >= 1
    assert all("What:" in rule["fullDescription"]["text"] for rule in rules)


def test_what_is_past_is_a_note_and_keeps_nothing_from_going_live():
    told = CliRunner().invoke(main, ["check", "flows", "--today", "2026-12-25"])
    assert told.exit_code == 0
    assert "hours-past This exception (2026-12-24) is over (remove it) [note]" in told.output
    notes = json.loads(CliRunner().invoke(main, ["check", "--format", "json", "--today", "2026-12-25"]).stdout)
    assert [each["level"] for each in notes] == ["note"]


def test_a_queue_that_is_never_open_is_told(spoilt: Path):
    written = (spoilt / "hours.yaml").read_text("utf-8")
    (spoilt / "hours.yaml").write_text(
        written.replace("      monday-friday: 09:00-17:00\n", "      monday: closed\n"), "utf-8"
    )
    told = check(str(spoilt)).output
    assert "hours-none The queue 'callback' is never open" not in told  # the exceptions open it twice
    (spoilt / "hours.yaml").write_text("queues:\n  support: {hours: {monday: closed}}\n", "utf-8")
    assert "hours.yaml:2:3 hours-none The queue 'support' is never open" in check(str(spoilt)).output


@pytest.mark.parametrize(
    ("name", "old", "new"), [("hours", "room: 25", "room: 025"), ("policy", "bill_days: 21", "bill_days: 021")]
)
def test_policy_and_hours_too_are_what_every_reader_of_yaml_reads(tmp_path: Path, name: str, old: str, new: str):
    folder = Path(shutil.copytree("flows", tmp_path / "flows"))
    written = (folder / f"{name}.yaml").read_text("utf-8")
    assert old in written
    (folder / f"{name}.yaml").write_text(written.replace(old, new, 1), "utf-8")
    assert f"{name}.yaml" in check(str(folder)).output
    assert f"yaml-changed '{new.rpartition(' ')[2]}' would be a number" in check(str(folder)).output

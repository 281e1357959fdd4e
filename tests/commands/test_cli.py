"""What a person at the command line sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main


def ivr(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped line, to be spoilt."""
    return Path(shutil.copytree("flows", tmp_path / "flows"))


def spoil(file: Path, old: str, new: str) -> None:
    written = file.read_text("utf-8")
    assert old in written
    file.write_text(written.replace(old, new, 1), "utf-8")


def test_check_of_a_good_line():
    told = ivr("check", "flows")
    assert told.exit_code == 0
    assert "nothing to mend" in told.output


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("pay.yaml", "to: price", "to: prise", "did you mean 'price'?"),
        ("pay.yaml", "do: payment.price", "do: payment.prise", "did you mean 'payment.price'?"),
        ("pay.yaml", "at_most: 4", "at_most: two", "'two'"),
        ("line.yaml", "start: welcome", "start: welcom", "did you mean 'welcome'?"),
        ("policy.yaml", "limits:", "limit:", "did you mean 'limits'?"),
        ("hours.yaml", "monday-friday", "munday-friday", "munday-friday"),
        ("prompts/es-US.ftl", "goodbye =", "godbye =", "goodbye"),
    ],
)
def test_check_says_where_and_how_to_mend(folder: Path, file: str, old: str, new: str, wanted: str):
    spoil(folder / file, old, new)
    told = ivr("check", str(folder))
    assert told.exit_code == 1
    assert wanted in told.output
    at_its_place = [line for line in told.output.splitlines() if line.startswith(f"{folder / file}:")]
    assert at_its_place
    assert "Traceback" not in told.output


def test_check_tells_all_at_once(folder: Path):
    spoil(folder / "pay.yaml", "to: price", "to: prise")
    spoil(folder / "line.yaml", "start: welcome", "start: welcom")
    spoil(folder / "hours.yaml", "monday", "munday")
    told = ivr("check", str(folder)).output
    assert all(f"{folder / file}:" in told for file in ("pay.yaml", "line.yaml", "hours.yaml"))


def test_check_of_a_folder_without_a_line(tmp_path: Path):
    told = ivr("check", str(tmp_path))
    assert told.exit_code == 1
    assert "line.yaml" in told.output


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("2026-11-24T10:00", ["support: open", "Tuesday", "closes Tue 2026-11-24"]),
        ("2026-11-26T10:00", ["support: closed", "Thanksgiving", "opens"]),
        ("2026-12-24T16:55", ["support: closed", "exception for 2026-12-24", "hours.yaml:"]),
        ("2026-03-08T10:00", ["EDT"]),
        ("2026-11-01T01:30-04:00", ["EDT"]),
        ("2026-11-01T01:30-05:00", ["EST"]),
    ],
)
def test_hours_say_which_rule(at: str, wanted: list[str]):
    told = ivr("hours", "--at", at)
    assert told.exit_code == 0, told.output
    for words in wanted:
        assert words in told.output


def test_hours_of_a_queue_that_is_not_there():
    told = ivr("hours", "--queue", "suport")
    assert told.exit_code == 2
    assert "support" in told.output


def test_hours_at_no_time():
    assert "is not a time" in ivr("hours", "--at", "noon").output


def test_the_demo_call_is_played_where_there_is_no_terminal():
    env = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_", "DATABASE_"))}
    command = [str(Path(sys.executable).with_name("ivr")), "demo", "--port", "8017"]
    told = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    for words in ("your code is", "Your payment went through", "Your new due date", "connecting you with a person"):
        assert words in told.stdout


def test_accounts_are_listed_for_testers():
    assert "40012345  Alice Morgan" in ivr("accounts").output

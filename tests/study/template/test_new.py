"""A new line is correct, and its call goes as written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.commands.new import new
from ivr.commands.test import test as command
from ivr.runtime.folders import read_folder
from ivr.study.explore import explore


def made(*arguments: str) -> Result:
    return CliRunner().invoke(new, list(arguments))


def test_a_new_line_has_nothing_to_mend_and_its_call_goes_as_written(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    done = made(str(folder), "--name", "Ocean & Söhne")
    assert done.exit_code == 0, done.output
    assert read_folder(folder).complaints == ()
    calls = sorted((folder / "tests").glob("*.yaml"))
    assert len(calls) == 1
    played = CliRunner().invoke(command, ["--line", str(folder)])
    assert played.exit_code == 0, played.output
    assert "1 passed" in played.output
    assert all(str(path) in done.output for path in folder.rglob("*.*"))
    found = read_folder(folder).service
    assert found is not None
    assert explore(found.line).complete, "a newcomer's first ivr explore has nothing to tell"


@pytest.mark.parametrize("name", ["7 Seas", "{ brace", 'O\'Neil "Ltd"', "a: b # c", "-minus", "中文银行", "yes"])
def test_any_name_can_be_said_and_written(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "ours"
    done = made(str(folder), "--name", name, "--currency", "EUR", "--country", "NO", "--time-zone", "Europe/Oslo")
    assert done.exit_code == 0, done.output
    found = read_folder(folder)
    assert found.service is not None, found.complaints
    settings = found.service.line.settings
    assert (settings.name, settings.currency, settings.country) == (name, "EUR", "NO")
    assert found.service.line.prompts.speak("en-US", "greeting", {}, {}).text == f"Thank you for calling {name}."


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "line.yaml").write_text("mine")
    refused = made(str(tmp_path))
    assert refused.exit_code == 1
    assert "is not empty" in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["line.yaml"]


@pytest.mark.parametrize(
    "wrong", [("--currency", "XXQ"), ("--country", "Germany"), ("--time-zone", "Berlin"), ("--name", "a\nb")]
)
def test_what_the_check_would_refuse_is_refused_at_once(tmp_path: Path, wrong: tuple[str, str]) -> None:
    folder = tmp_path / "ours"
    refused = made(str(folder), *wrong)
    assert refused.exit_code == 2
    assert not folder.exists()

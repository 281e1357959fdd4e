"""README's first edit is told as README shows it, and its commands are those there are."""

import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from ivr.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_first_edit_is_told_as_shown(tmp_path: Path, monkeypatch):
    edit = re.search(r"Open `(.+?)`, change `(.+?)` of the step `\w+` to `(.+?)`", README)
    shown = re.search(r"(?s)\$ ivr check\n(.+?)\n```", README)
    assert edit is not None
    assert shown is not None
    file, old, new = edit.groups()
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    text = (tmp_path / file).read_text("utf-8")
    assert text.count(old) == 1
    (tmp_path / file).write_text(text.replace(old, new), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert shown.group(1) in CliRunner().invoke(main, ["check"]).output.splitlines()


def test_every_command_named_is_there():
    named = set(re.findall(r"`ivr ([a-z]+)", README))
    assert named <= set(COMMANDS)
    assert set(COMMANDS) - named == set()

"""Publishing, listing, rolling back and comparing, as an admin does at the command line."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from tests.support.folders import folder_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small line, and a database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ivr.db'}")
    monkeypatch.setenv("IVR_LINE", str(tmp_path / "flows"))
    return folder_of(tmp_path / "flows", "first")


def ivr(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_line_is_published_listed_and_rolled_back(folder: Path):
    assert "ivr publish" in ivr("versions").output
    told = ivr("publish", "--note", "first words", "--by", "ann")
    assert (told.exit_code, told.output.startswith("test 1: version ")) == (0, True)
    folder_of(folder, "second")
    told = ivr("publish", str(folder), "--note", "other words", "--by", "bob")
    assert "test 2: version" in told.output
    assert "ivr diff 1 2" in told.output
    assert "is live already" in ivr("publish").output
    assert "test 3: version" in ivr("rollback", "--note", "oh no", "--by", "eve").output
    newest, *_, oldest = ivr("versions").output.splitlines()
    assert newest.split()[0] == "3"
    assert "rollback" in newest
    assert newest.endswith("eve  oh no  [live]")
    assert oldest.endswith("ann  first words")
    rows = json.loads(ivr("versions", "--format", "json").output)
    assert [(row["number"], row["who"], row["live"]) for row in rows] == [
        (3, "eve", True),
        (2, "bob", False),
        (1, "ann", False),
    ]
    assert rows[0]["version"] == rows[2]["version"]


def test_a_line_with_complaints_is_not_published_and_all_are_printed(folder: Path):
    ivr("publish")
    folder_of(folder, main="steps:\n  one: {say: nothing, to: nowhere}\n")
    told = ivr("publish")
    assert told.exit_code == 1
    assert f"{folder}/main.yaml:4:14 unknown-prompt" in told.output
    assert f"{folder}/main.yaml:4:27 unknown-step" in told.output
    assert "nothing was published" in told.output
    assert len(ivr("versions").output.splitlines()) == 1


def test_what_would_change_is_told_before_anything_does(folder: Path):
    assert "all of it is new" in ivr("publish", "--dry-run").output
    ivr("publish")
    folder_of(folder, "second")
    told = ivr("publish", "--dry-run")
    assert told.exit_code == 0
    assert "second" in told.output
    assert "nothing was published" in told.output
    assert len(ivr("versions").output.splitlines()) == 1
    folder_of(folder, main="steps:\n  one: {say: nothing, to: nowhere}\n")
    assert ivr("publish", "--dry-run").exit_code == 1


@pytest.mark.parametrize(("answer", "live"), [("n\n", 1), ("y\n", 2)])
def test_at_a_terminal_it_is_asked_first(folder: Path, answer: str, live: int):
    ivr("publish")
    folder_of(folder, "second")
    shown = at_a_terminal("publish", answer=answer)
    assert "second" in shown
    assert "Publish this?" in shown
    assert len(ivr("versions").output.splitlines()) == live


def at_a_terminal(*arguments: str, answer: str) -> str:
    """What is shown to somebody who sits at a terminal and gives this answer."""
    mine, its = os.openpty()
    command = [sys.executable, "-c", "from ivr.cli import main; main()", *arguments]
    with subprocess.Popen(command, stdin=its, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        os.write(mine, answer.encode())
        shown, _ = process.communicate(timeout=60)
    os.close(mine)
    os.close(its)
    return shown


@pytest.mark.parametrize("wrong", ["9", "feedface"])
def test_a_version_that_is_not_there_is_told_without_a_traceback(folder: Path, wrong: str):
    ivr("publish")
    told = ivr("rollback", wrong)
    assert told.exit_code == 1
    assert f"line test has no version '{wrong}'" in told.output


def test_another_line_of_the_same_database_is_named(folder: Path, tmp_path: Path):
    ivr("publish")
    other = folder_of(tmp_path / "other", settings={"line": "other", "numbers": "['+12025550177']"})
    assert "other 1: version" in ivr("publish", str(other)).output
    assert len(ivr("versions", "--line", "other").output.splitlines()) == 1
    told = ivr("publish", str(folder_of(tmp_path / "third", settings={"line": "third"})))
    assert told.exit_code == 1
    assert "+12025550100 is answered by the line 'test'" in told.output


def until(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        with suppress(httpx.TransportError):
            if httpx.get(url).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


@contextmanager
def serving(*options: str) -> Iterator[Iterator[str]]:
    """What `ivr serve` says, line by line, once it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [str(Path(sys.executable).with_name("ivr")), "serve", "--port", port, *options]
    env = {**os.environ, "TWILIO_AUTH_TOKEN": "a token for tests"}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        try:
            said = itertools.chain([next(running.stderr)], running.stderr)
            until(f"http://127.0.0.1:{port}/readyz")
            yield said
        finally:
            running.terminate()


def test_a_server_says_when_the_folder_is_not_what_it_serves(folder: Path):
    ivr("publish")
    live = json.loads(ivr("versions", "--format", "json").output)[0]["version"]
    folder_of(folder, "second")
    with serving() as said:
        assert next(said).startswith(f"test {live[:12]} answers at ")
        assert f"{folder} differs from the published version" in next(said)


def test_a_server_that_watches_publishes_clean_saves_and_tells_of_others(folder: Path):
    with serving("--watch") as said:
        assert next(said).startswith("test ")
        for word, main_ in (("second", ""), ("third", "steps:\n  one: {say: nothing, to: nowhere}\n")):
            folder_of(folder, word, main=main_)
            for line in said:
                if "test " in line or "to mend" in line:
                    break
            assert ("is live" if word == "second" else "the line is served as it was") in line
    rows = json.loads(ivr("versions", "--format", "json").output)
    assert [row["note"] for row in rows][-1] == "the folder, as it is served"
    assert rows[0]["number"] == 2


def test_a_server_of_several_processes_does_not_watch(folder: Path):
    told = ivr("serve", "--watch", "--processes", "2")
    assert told.exit_code == 2
    assert "one process" in told.output


class TestDiff:
    """`ivr diff`."""

    def test_the_folder_against_what_is_live(self, folder: Path):
        ivr("publish")
        told = ivr("diff")
        assert told.exit_code == 0
        assert "nothing changed" in told.output
        folder_of(folder, "second")
        told = ivr("diff")
        assert told.exit_code == 0
        assert "English: “This is first.” → “This is second.”" in told.output
        assert ivr("diff", "--exit-code").exit_code == 1

    def test_versions_by_number_and_hash(self, folder: Path):
        ivr("publish")
        folder_of(folder, "second")
        ivr("publish")
        versions = [row["version"] for row in json.loads(ivr("versions", "--format", "json").output)]
        told = json.loads(ivr("diff", "1", versions[0][:8], "--format", "json").output)
        assert [change["where"] for change in told["changes"]] == ["prompts.hear", "prompts.bye"]
        assert json.loads(ivr("diff", "2", "live", "--format", "json").output)["changes"] == []

    def test_git_revisions_and_folders(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.chdir(folder.parent)
        monkeypatch.setenv("IVR_LINE", "flows")
        for arguments in (["init", "-q"], ["add", "flows"], ["commit", "-q", "-m", "one"]):
            named = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
            subprocess.run(["git", *named, *arguments], check=True, capture_output=True)
        folder_of(folder, "second")
        for revision in ("git:HEAD", "git:HEAD:flows"):
            told = ivr("diff", revision, "flows", "--format", "markdown")
            assert told.exit_code == 0
            assert "### What callers hear" in told.output
        told = ivr("diff", "git:nowhere", "flows")
        assert told.exit_code == 2
        assert "git has no nowhere:./flows" in told.output
        assert ivr("diff", "git:--output=x", "flows").exit_code == 2

    def test_what_does_not_pass_its_check_is_compared_and_what_cannot_be_read_is_not(self, folder: Path):
        ivr("publish")
        folder_of(folder, main="steps:\n  one: {say: nothing, to: nowhere}\n")
        told = ivr("diff")
        assert told.exit_code == 0
        assert "does not pass its check" in told.output
        assert "There is a new step" not in told.output
        assert "The step 'one' of “main” does something else: say 'nothing', not menu “This is first.”." in told.output
        (folder / "main.yaml").write_text("flow: main\n\tsteps:")
        told = ivr("diff")
        assert told.exit_code == 2
        assert "main.yaml:2:1" in told.output

    def test_a_version_that_is_not_there(self, folder: Path):
        told = ivr("diff", "7")
        assert told.exit_code == 2
        assert "run 'ivr publish'" in told.output

"""Transcripts whose services outside are in trouble: what a caller hears then, and what the next one does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.errors import TranscriptError
from ivr.transcript import read_transcript

TESTS = Path("flows/tests")


def play(*files: Path, line: Path = Path("flows")) -> str:
    result = CliRunner().invoke(main, ["test", "--line", str(line), *map(str, files)])
    return result.output


BROKEN = {
    "call-back-noted": "pay-cannot-be-taken.yaml",
    "pay-unknown": "zh-kuan-dai-ding.yaml",
    "verify-not-sent": "es-sin-codigo.yaml",
}


def test_a_prompt_that_says_something_else_fails_the_transcript_that_goes_there(tmp_path):
    line = tmp_path / "flows"
    shutil.copytree("flows", line)
    for file in (line / "prompts").glob("*.ftl"):
        lines = file.read_text().split("\n")
        file.write_text(
            "\n".join(f"{each.split(' =')[0]} = Hm." if each.split(" =")[0] in BROKEN else each for each in lines)
        )
    told = play(*(TESTS / name for name in BROKEN.values()), line=line)
    assert told.count("the line did not say") == 3
    assert "0 passed, 3 failed" in told


def test_the_next_transcript_finds_services_well():
    told = play(TESTS / "pay-not-asked-for-a-card.yaml", TESTS / "verify-code-not-sent.yaml", TESTS / "pay-full.yaml")
    assert "3 passed, 0 failed" in told


def test_what_is_not_even_tried_is_not_unknown(tmp_path):
    text = (TESTS / "pay-processor-hangs.yaml").read_text()
    file = tmp_path / "shut.yaml"
    file.write_text(text.replace("{payments: hangs}", "{payments: shut}"))
    assert "0 passed, 1 failed" in play(file)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("outside: {payments: slow}", "outside.yaml:2:21"),
        ("outside: {phones: hangs}", "outside.yaml:2:11"),
        ("outside: {}", "Say what is wrong"),
        ("outside: {texts: shut}\nstubs: []", "take away 'stubs' or 'outside'"),
    ],
)
def test_what_cannot_be_wrong_is_told(written, told):
    with pytest.raises(TranscriptError) as refused:
        read_transcript(f"call: x\n{written}\nsteps: []\n", "outside.yaml")
    assert told in str(refused.value)

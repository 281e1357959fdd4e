"""The shipped line: nothing to mend, and every call that testers wrote goes as written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.commands.test import Playing
from ivr.phone import play
from ivr.phone.run import transcript_files
from ivr.runtime.folders import read_folder
from ivr.transcript import read_transcript

FLOWS = Path("flows")
CALLS = transcript_files([FLOWS / "tests"])


def test_the_shipped_line_has_nothing_to_mend():
    assert [str(complaint) for complaint in read_folder(FLOWS).complaints] == []


def test_it_is_called_at_least_forty_times_and_in_all_its_languages():
    assert len(CALLS) >= 40
    told = "\n".join(path.read_text("utf-8") for path in CALLS)
    for words in ("Your amount due is", "Su saldo", "您"):
        assert words in told


@pytest.fixture(scope="module")
def playing() -> Iterator[Playing]:
    made = Playing(FLOWS, CALLS, covers=False)
    yield made
    made.close()


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
def test_call(playing: Playing, path: Path):
    script = read_transcript(path.read_bytes(), str(path))
    result = play(script, playing.line_for(script))
    assert result.failure == ""
    assert result.warnings == ()

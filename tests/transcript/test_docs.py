"""The format's description describes the format."""

from __future__ import annotations

import re
from pathlib import Path

from ivr.transcript import read_transcript

DOCS = Path(__file__).parents[2] / "docs" / "transcripts.md"


def test_the_examples_in_the_docs_can_be_read():
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    for block in blocks:
        written = block.replace("[...]", "[]")
        if written.startswith("  - "):
            written = f"call: c\nsteps:\n{written}"
        read_transcript(written, "docs/transcripts.md")

"""What is told of the proof's rules and of effort is true, and docs/rules.md tells of every complaint there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ivr.flow.rules import RULES
from ivr.flow.rules.base import Text
from ivr.marks import read
from ivr.runtime.actions import CONTRACTS
from ivr.study.effort import exceeding
from ivr.study.proof import prove
from ivr.study.rules import FILES, TEXTS
from ivr.study.rules.page import page
from tests.study.proof.lines import VERIFY
from tests.support.lines import example_files, reading_of

ROOT = Path(__file__).parents[2]


def complaints(example: str) -> set[str]:
    contracts = tuple(CONTRACTS.values())
    whole = example if "# verify.yaml" in example else f"{example}# verify.yaml\nflow: verify\ntitle: Verify{VERIFY}"
    files = example_files(whole, contracts)
    reading = reading_of(files, contracts, queues=["support"])
    if reading.line is None:
        return {str(each) for each in reading.complaints}
    written, _ = read(files["line.yaml"], "line.yaml")
    assert written is not None
    return {each.rule for each in (*prove(reading.line), *exceeding(reading.line, written))}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_the_bad_example_breaks_the_rule_and_no_other(text: Text) -> None:
    assert complaints(text.bad) == {text.id}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_the_good_example_breaks_none(text: Text) -> None:
    assert text.what
    assert text.why
    assert complaints(text.good) == set()


def test_every_complaint_is_told_of() -> None:
    told = {name for rule in (*RULES, *TEXTS) for name in rule.ids} | {*FILES}
    bears = re.compile(r"""(?:Complaint|Fault|complain)\((?:[^()]|\([^()]*\))*?"([a-z]+(?:-[a-z]+)*)",\s""")
    borne = {
        name
        for room in ("marks", "flow", "domain", "study", "runtime")
        for path in (ROOT / "ivr" / room).rglob("*.py")
        for name in bears.findall(path.read_text(encoding="utf-8"))
    }
    assert len(borne) > 40
    assert borne - told == set()


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), "run scripts/docs"

"""Every rule's bad example breaks just that rule, its good one none; docs/rules.md is written from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ivr.flow.rules import RULES, Rule
from ivr.flow.rules.page import page
from ivr.runtime.actions import CONTRACTS
from tests.support.lines import files_of, reading_of, with_missing_prompts

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def complaints(example: str) -> list[str]:
    """The ids of what is wrong with the small line of an example: the flow `main`, then other files after `# path`."""
    first, *others = re.split(r"(?m)^# ([\w/.-]+\.(?:yaml|ftl))\n", example)
    given = dict(zip(others[::2], others[1::2], strict=True))
    settings = dict(line.split(": ", 1) for line in given.pop("line.yaml", "").splitlines())
    written = {path[8:-4]: text for path, text in given.items() if path.startswith("prompts/")}
    flows = {path.removesuffix(".yaml"): text for path, text in given.items() if path.endswith(".yaml")}
    made = files_of(settings={"start": "main", **settings}, prompts=written or "", main=first, **flows)
    contracts = tuple(CONTRACTS.values())
    found = reading_of(made, contracts, queues=["support"]).complaints
    if not any("did you mean" in each.remedy for each in found if each.rule == "unknown-prompt"):
        found = reading_of(with_missing_prompts(made, contracts), contracts, queues=["support"]).complaints
    return [each.rule for each in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_breaks_the_rule_and_no_other(rule: Rule) -> None:
    assert set(complaints(rule.bad)) & set(rule.ids)
    assert set(complaints(rule.bad)) <= set(rule.ids)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_breaks_none(rule: Rule) -> None:
    assert complaints(rule.good) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_and_why(rule: Rule) -> None:
    assert rule.what
    assert rule.why


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/docs"

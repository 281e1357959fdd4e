"""Every rule's bad example breaks just that rule, its good one none; docs/rules.md is written from them."""

from __future__ import annotations

import pytest

from ivr.flow.rules import RULES, Rule
from ivr.runtime.actions import CONTRACTS
from tests.support.lines import example_files, reading_of


def complaints(example: str) -> list[str]:
    contracts = tuple(CONTRACTS.values())
    return [
        each.rule for each in reading_of(example_files(example, contracts), contracts, queues=["support"]).complaints
    ]


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

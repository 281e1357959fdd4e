"""policy.yaml may be stricter than the floors, never looser."""

from __future__ import annotations

import pytest

from ivr.domain.policy_file import read_policy
from ivr.marks import read
from ivr.runtime.actions import CONTRACTS
from tests.support.business import FLOWS

SHIPPED = (FLOWS / "policy.yaml").read_text()


def _complaints(text: str) -> list[str]:
    node, complaints = read(text, "policy.yaml")
    assert node is not None
    assert complaints == []
    rules, complaints = read_policy(node, CONTRACTS)
    assert (rules is None) == bool(complaints)
    return [str(each) for each in complaints]


def test_the_shipped_policy_is_good() -> None:
    assert _complaints(SHIPPED) == []


@pytest.mark.parametrize(
    ("good", "stricter"),
    [
        ("minutes: 30}", "minutes: 5}"),
        ("codes: {minutes: 10, tries: 3}", "codes: {minutes: 5, tries: 1}"),
        ("claims: {call: 4, account_day: 12}", "claims: {call: 1, account_day: 3, caller_day: 5}"),
        ("actions: {}", "actions: {callback.request: verified}"),
        ("questions: [birth_date, postcode, last_payment]", "questions: [postcode]"),
    ],
)
def test_stricter_is_fine(good: str, stricter: str) -> None:
    assert good in SHIPPED
    assert _complaints(SHIPPED.replace(good, stricter)) == []


@pytest.mark.parametrize(
    ("good", "looser", "complaint"),
    [
        ("all: [account, knowledge, code]", "all: [account, code]", "A caller could be verified with account, code"),
        (
            "all: [account, knowledge, code]",
            "any: [account, knowledge, code]",
            "could be verified with account (demand",
        ),
        ("all: [account, knowledge, code]", "all: [account, voice]", "'voice' cannot be here"),
        ("  verified: {all", "  identified: {all", "'verified' is missing: nobody could be verified"),
        ("minutes: 30}", "minutes: 61}", "verified lasts at most 60 minutes"),
        ("codes: {minutes: 10", "codes: {minutes: 11", "A code is good for at most 10 minutes"),
        ("tries: 3}", "tries: 6}", "A code may be tried at most 5 times"),
        ("code_tries: {call: 6, account_day: 12}", "code_tries: {call: 6}", "'account_day' is missing"),
        ("claims: {call: 4, account_day: 12}", "claims: {call: 7, account_day: 12}", "7 is more than may be allowed"),
        ("actions: {}", "actions: {acount.summary: verified}", "no action 'acount.summary' (did you mean 'account.sum"),
        ("actions: {}", "actions: {account.summary: identified}", "account.summary always needs more than identified"),
        ("percent: 1.5, at_most: 3.50", "fixed: 4.00, at_most: 3.50", "The most is less than the fixed part"),
        ("percent: 1.5, at_most: 3.50", "percent: -1", "This must be at least 0"),
        ("    - {days: 7}\n", "    - {days: 90}\n", "The lengths must be in order"),
        ("  ask_again: 30", "  referred_after: 45", "Nothing is longer than 30 days"),
        ("  free_ways: [web, autopay]", "  free_ways: []", "Nothing is here, and something must be"),
        ("bill_days: 21", "bil_days: 21", "There is no 'bil_days' here (did you mean 'bill_days'?)"),
    ],
)
def test_looser_or_wrong_is_told(good: str, looser: str, complaint: str) -> None:
    assert good in SHIPPED
    told = _complaints(SHIPPED.replace(good, looser))
    assert any(complaint in each for each in told), told
    assert all(each.startswith("policy.yaml:") for each in told)


def test_a_level_needs_words_to_be_reached() -> None:
    (told,) = _complaints(SHIPPED.replace("actions: {}", "actions: {callback.request: identified}"))
    assert "No caller can be identified" in told

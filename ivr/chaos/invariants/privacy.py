"""Nobody gets at another's account without proof, and nothing breaks that was not broken."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.chaos.invariants.evidence import Evidence, Violation, wrong

PROVEN = ("balance-", "pay-", "deferral-", "verify-confirmed", "goodbye-paid", "goodbye-balance", "main-payment-again")
"""Beginnings of prompts that only a verified caller may hear."""
ANYBODY = frozenset({"pay-not-now", "deferral-not-now", "deferral-code", "deferral-code-wrong"})
"""But these say nothing of any account (those of codes share their words with `verify-code`)."""


def check(evidence: Evidence) -> Iterator[Violation]:
    for record in evidence.records:
        heard = next(
            (each for each in record.heard if each.prompt.startswith(PROVEN) and each.prompt not in ANYBODY), None
        )
        if heard is not None and not record.caller.own:
            what = f"somebody who never saw a code heard {heard.prompt} of {record.caller.account}"
            yield wrong("proof before accounts", what, record.call)


def untroubled(evidence: Evidence) -> Iterator[Violation]:
    """What the servers log as errors has a reason among the faults."""
    if not evidence.interrupted:
        for at, text in evidence.logged:
            yield wrong("nothing breaks by itself", f"logged at {at:.3f} s: {text}")

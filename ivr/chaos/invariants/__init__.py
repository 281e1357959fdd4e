"""What must be true after every run, a sort a module."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.chaos.invariants import answers, ends, money, privacy, told
from ivr.chaos.invariants.evidence import Before, Evidence, Violation
from ivr.chaos.network import Delivery

__all__ = ["Before", "Evidence", "Violation", "violations"]


def violations(evidence: Evidence, again: list[tuple[Delivery, Delivery]]) -> Iterator[Violation]:
    """Everything that is wrong."""
    yield from answers.check(evidence, again)
    for check in (money.check, told.check, ends.calls, ends.effects, ends.messages, ends.secrets, privacy.check):
        yield from check(evidence)
    yield from privacy.untroubled(evidence)

"""Pairs our payments with the processor's charges by the key that both bear, and judges each pair.

Both sides come ordered by key, so that a pair is at hand without either side being held: a merge of two sorted files.
A pair is judged in the period in which our payment was made, so that over adjoining periods each is judged once,
whatever side of midnight the other clock was on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ivr.gateways.payments import Recorded
from ivr.runtime.reconciling import verdicts
from ivr.runtime.reconciling.findings import Finding
from ivr.runtime.reconciling.period import Period
from ivr.store.booked import Booked

Elsewhere = Callable[[str], Booked | None]
"""Finds a payment of ours by its key, whenever it was made and whatever line it belongs to."""


@dataclass
class Counts:
    """What was looked at. Under way: too new to be judged. Others: charges of a shared processor account that bear no
    line, or another line than what was asked about."""

    payments: int = 0
    charges: int = 0
    matched: int = 0
    under_way: int = 0
    others: int = 0
    disputed: int = 0


@dataclass(frozen=True)
class Scope:
    """line: the only line that was asked about; None for all. shared: the processor's account also serves business that
    is not ours, whose charges bear no line."""

    period: Period
    line: str | None = None
    shared: bool = False

    def concerns(self, charge: Recorded) -> bool:
        """Whether a charge that we do not know should be one of ours."""
        if not charge.line:
            return not self.shared
        return self.line is None or charge.line == self.line


def compare(
    ours: Iterable[Booked], theirs: Iterable[Recorded], scope: Scope, elsewhere: Elsewhere, counts: Counts
) -> Iterator[Finding]:
    """What differs. Both sides ordered by key, read a margin beyond the period; `counts` is filled on the way."""
    payments = iter(ours)
    payment = next(payments, None)
    for key, group in groupby(theirs, lambda each: each.key):
        while payment is not None and payment.key < key:
            yield from _alone(payment, scope, counts)
            payment = next(payments, None)
        charges = list(group)
        if payment is not None and payment.key == key and key:
            yield from _pair(payment, charges, scope, counts)
            payment = next(payments, None)
        else:
            yield from _unknown(key, charges, scope, elsewhere, counts)
    while payment is not None:
        yield from _alone(payment, scope, counts)
        payment = next(payments, None)


def _alone(payment: Booked, scope: Scope, counts: Counts) -> Iterator[Finding]:
    if not scope.period.holds(payment.made):
        return
    counts.payments += 1
    yield from _counted(verdicts.alone(payment, scope.period), counts)


def _pair(payment: Booked, charges: list[Recorded], scope: Scope, counts: Counts) -> Iterator[Finding]:
    if not scope.period.holds(payment.made):
        return
    counts.payments += 1
    counts.charges += len(charges)
    counts.matched += 1
    counts.disputed += any(charge.disputed for charge in charges)
    yield from _counted(verdicts.pair(payment, charges, scope.period), counts)


def _unknown(
    key: str, charges: list[Recorded], scope: Scope, elsewhere: Elsewhere, counts: Counts
) -> Iterator[Finding]:
    charges = [charge for charge in charges if scope.period.holds(charge.at)]
    if not charges:
        return
    known = elsewhere(key) if key else None
    if known is not None and scope.line not in (None, known.line):
        counts.others += len(charges)
        return
    if known is not None:
        before, after = scope.period.margin
        if before <= known.made < after:
            return  # judged with what was read of ours, or in the period next to this one
        counts.charges += len(charges)
        counts.matched += 1
        yield from _counted(verdicts.pair(known, charges, scope.period), counts)
        return
    for charge in charges:
        if scope.concerns(charge):
            counts.charges += 1
            yield from _counted(verdicts.unknown(charge, scope.period), counts)
        else:
            counts.others += 1


def _counted(found: verdicts.Verdict, counts: Counts) -> Iterator[Finding]:
    """The findings, without the marks of what is too new to be judged."""
    for each in found:
        if each is None:
            counts.under_way += 1
        else:
            yield each

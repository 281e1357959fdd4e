"""What is wrong with the books in themselves, in an accountant's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ivr.runtime.reconciling.findings import Finding
from ivr.store.balances import Imbalance, Kind

_TOLD: dict[Kind, tuple[str, str]] = {
    "entry": (
        "Entry {subject} of the ledger does not sum to zero.",
        "Nobody can have written this through the line: compare the database with its last backup.",
    ),
    "balance": (
        "Account {subject} has a balance of {found}; its ledger sums to {expected}.",
        "The ledger is right: something else changed the balance. Find out what, and set the balance to the ledger's.",
    ),
    "unbooked": (
        "Payment {subject} of {expected} was paid, and the ledger has no entry of it.",
        "It was booked by a version before the ledger, or the ledger was tampered with. Book it, or ask us.",
    ),
    "booked_otherwise": (
        "Payment {subject} is in the ledger with {found}; the payment says {expected}.",
        "One of the two was changed by hand: compare with the receipt that the customer got.",
    ),
    "not_taken": (
        "Payment {subject} is in the ledger with {found}, and was not paid.",
        "Its status was changed by hand, or the entry: compare with the processor.",
    ),
    "shared": (
        "Charge {subject} of the processor is booked for more than one payment.",
        "The customer paid once: take the credit of all but one back.",
    ),
}


def own_faults(found: Iterable[Imbalance]) -> Iterator[Finding]:
    """A finding for each imbalance."""
    for each in found:
        about, remedy = _TOLD[each.kind]
        told = about.format(subject=each.subject, expected=each.expected, found=each.found)
        yield Finding("ledger", told, remedy, line=each.line, key=each.subject, ours=each.found)

"""What a reconciliation finds, and what an accountant reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ivr.values import Money

Sort = Literal[
    "missing", "unknown", "doubled", "wrong_amount", "wrong_currency", "wrong_status", "refunded", "late", "ledger"
]
SORTS: tuple[Sort, ...] = (
    "missing",
    "unknown",
    "doubled",
    "wrong_amount",
    "wrong_currency",
    "wrong_status",
    "refunded",
    "late",
    "ledger",
)

TITLES: dict[Sort, str] = {
    "missing": "in our books, not at the processor",
    "unknown": "at the processor, not in our books",
    "doubled": "taken twice",
    "wrong_amount": "another amount",
    "wrong_currency": "another currency",
    "wrong_status": "one side says it was paid, the other not",
    "refunded": "given back differently",
    "late": "settled late, or not yet",
    "ledger": "the books are not right in themselves",
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    line, call     where it came from; "" where that is not known.
    payment        the confirmation number the caller heard; "" where we have no such payment.
    key            the key it was charged under; for a fault of the ledger itself, what it is about.
    charge         the processor's own name for the charge.
    ours, theirs   the amounts on either side; None where there is none.
    about          what differs.   remedy   what to do next. Both in plain words.
    """

    sort: Sort
    about: str
    remedy: str
    line: str = ""
    call: str = ""
    payment: str = ""
    key: str = ""
    charge: str = ""
    ours: Money | None = None
    theirs: Money | None = None

    def as_json(self) -> dict[str, str | None]:
        """Amounts as `121.50 USD`; what is not known is null."""
        told: dict[str, str | None] = {"sort": self.sort}
        for name in ("line", "call", "payment", "key", "charge"):
            told[name] = str(getattr(self, name)) or None
        told["ours"] = None if self.ours is None else str(self.ours)
        told["theirs"] = None if self.theirs is None else str(self.theirs)
        return {**told, "about": self.about, "remedy": self.remedy}

    def as_text(self) -> list[str]:
        where = [
            f"payment {self.payment}" if self.payment else "",
            f"charge {self.charge}" if self.charge else "",
            f"call {self.call}" if self.call else "",
            f"line {self.line}" if self.line else "",
        ]
        amounts = [f"ours {self.ours}" if self.ours else "", f"theirs {self.theirs}" if self.theirs else ""]
        named = ", ".join(filter(None, (*where, *amounts))) or "the ledger"
        return [f"{self.sort.replace('_', ' ')}: {named}", f"    {self.about}", f"    Next: {self.remedy}"]

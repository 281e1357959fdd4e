"""What the processor tells of money that left again: refunds, and charges that a card's holder disputes.

It tells in any order, and more than once. So nothing is booked of what was told: it moves what we know of the refund or
dispute forward, never back, and the books are then brought to what is known. What they come to hangs on that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Literal

from ivr.domain import ledger
from ivr.domain.ports import Books
from ivr.domain.records import Payment
from ivr.domain.refunds import move, parts, refunded
from ivr.domain.refusals import NotOffered
from ivr.values import Money

ReturnKind = Literal["refund", "dispute"]


class Moved(IntEnum):
    """How far it came: nothing yet (a dispute that was only opened); the money left; it came back (a refund that
    failed, a dispute that was won)."""

    OPEN = 0
    LEFT = 1
    BACK = 2


@dataclass(frozen=True)
class Return:
    """id is the processor's own (`re_...`, `dp_...`), reference its name for the charge."""

    id: str
    kind: ReturnKind
    reference: str
    amount: Money
    state: int


def settle_return(books: Books, payment: Payment, told: Return, at: datetime, booked: date) -> bool:
    """Brings the books to what is known of a return; whether that changed them. Raises NotOffered for one in another
    currency than its payment's."""
    if told.amount.currency != payment.amount.currency:
        raise NotOffered("a payment is given back in its own currency")
    books.accounts.lock(payment.account)
    key, more = f"{told.kind}/{told.id}", told.amount
    if told.state == Moved.LEFT:
        if books.ledger.get(key) is not None or books.ledger.get(f"refund/{told.id}") is not None:
            return False  # the second: a lost dispute that a person has booked
    elif told.state == Moved.BACK and books.ledger.get(key) is not None:
        key, more = f"reversal/{key}", -more
        if books.ledger.get(key) is not None:
            return False
    else:
        return False
    if told.kind == "dispute":
        books.ledger.post(ledger.withheld(payment, key, more, at, booked))
    else:
        moved = parts(payment, refunded(books, payment), more)
        move(books, ledger.given_back(payment, key, moved, at, booked))
    return True

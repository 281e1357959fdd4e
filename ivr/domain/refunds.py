"""Money given back: by a refund at the processor, or because a card's holder contested the charge and won."""

from __future__ import annotations

from datetime import date, datetime

from ivr.domain import ledger
from ivr.domain.owed import total, uncover
from ivr.domain.ports import Books
from ivr.domain.records import Payment, PaymentStatus, Transaction
from ivr.domain.refusals import NotOffered
from ivr.values import Money


def refunded(books: Books, payment: Payment) -> Money:
    """How much of a payment (amount and fee) the books say was given back."""
    zero = Money.zero(payment.amount.currency)
    moved = (posting for entry in books.ledger.of_payment(payment.id) for posting in entry.postings if _back(entry))
    return total((-posting.amount for posting in moved if posting.book == "clearing"), zero)


def refund(books: Books, payment_id: str, reference: str, amount: Money, at: datetime, booked: date) -> bool:
    """Books that the processor gave `amount` of a payment back under its own `reference`; False when that is booked.

    What the account was credited with is owed again first, then the fee is given up. Raises NotOffered for a payment
    that did not succeed, or more than is left of it.
    """
    payment = books.payments.get(payment_id)
    if payment is None or payment.status is not PaymentStatus.SUCCEEDED:
        raise NotOffered("only a payment that succeeded is given back")
    books.accounts.lock(payment.account)
    if books.ledger.get(f"refund/{reference}") is not None:
        return False
    before = refunded(books, payment)
    if not Money.zero(amount.currency) < amount <= payment.total - before:
        raise NotOffered("more is given back than was paid")
    credited = max(payment.amount - before, Money.zero(amount.currency))
    owed = min(credited, amount)
    books.ledger.post(ledger.given_back(payment, reference, owed, amount - owed, at, booked))
    if owed:
        changed, _ = uncover(books.plans.instalments(payment.account), owed)
        for instalment in changed:
            books.plans.update(instalment)
        ident = books.keys.ident("transaction", f"refund/{reference}")
        books.transactions.add(Transaction(ident, payment.account, at, booked, owed, "refund"))
    return True


def _back(entry: ledger.Entry) -> bool:
    return entry.kind == "refund"

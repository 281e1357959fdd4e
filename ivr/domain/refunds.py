"""Money given back: by a refund at the processor, or because a card's holder contested the charge and won."""

from __future__ import annotations

from datetime import date, datetime

from ivr.domain import ledger
from ivr.domain.owed import cover, total, uncover
from ivr.domain.ports import Books
from ivr.domain.records import Movement, Payment, PaymentStatus, Transaction
from ivr.domain.refusals import NotOffered
from ivr.values import Money


def refunded(books: Books, payment: Payment) -> Money:
    """How much of a payment (amount and fee) the books say was given back."""
    zero = Money.zero(payment.amount.currency)
    back = (entry for entry in books.ledger.of_payment(payment.id) if entry.kind == "refund")
    moved = (posting for entry in back for posting in entry.postings)
    return total((posting.amount for posting in moved if posting.book in ("receivable", "fees")), zero)


def parts(payment: Payment, before: Money, more: Money) -> tuple[Money, Money]:
    """How much is owed again, and how much of the fee is given up, when after `before` also `more` is given back
    (negative: when that much was not, after all).

    What the account was credited with is owed again first, then the fee is given up. What both come to hangs on how
    much is given back in all, not on the way there.
    """
    fee = _of_fee(payment, before + more) - _of_fee(payment, before)
    return more - fee, fee


def _of_fee(payment: Payment, back: Money) -> Money:
    zero = Money.zero(payment.amount.currency)
    return min(max(back - payment.amount, zero), payment.fee)


def refund(books: Books, payment_id: str, reference: str, amount: Money, at: datetime, booked: date) -> bool:
    """Books that the processor gave `amount` of a payment back under its own `reference`; False when that is booked.

    With a dispute's reference: that it was lost. What the processor withheld because of it is not given back again.
    Raises NotOffered for a payment that did not succeed, or more than is left of it.
    """
    payment = books.payments.get(payment_id)
    if payment is None or payment.status is not PaymentStatus.SUCCEEDED:
        raise NotOffered("only a payment that succeeded is given back")
    books.accounts.lock(payment.account)
    key = f"refund/{reference}"
    if books.ledger.get(key) is not None:
        return False
    before = refunded(books, payment)
    if not Money.zero(amount.currency) < amount <= payment.total - before:
        raise NotOffered("more is given back than was paid")
    disputed = books.ledger.get(f"dispute/{reference}") is not None
    won = books.ledger.get(f"reversal/dispute/{reference}") is not None
    book: ledger.Book = "disputes" if disputed and not won else "clearing"
    move(books, ledger.given_back(payment, key, parts(payment, before, amount), at, booked, book))
    return True


def move(books: Books, entry: ledger.Entry) -> None:
    """Posts an entry that moves one account, and with it that account's instalments and statement."""
    books.ledger.post(entry)
    for posting in entry.postings:
        if posting.account is None:
            continue
        owed = posting.amount
        instalments = books.plans.instalments(posting.account)
        changed, _ = uncover(instalments, owed) if owed.amount > 0 else cover(instalments, -owed)
        for instalment in changed:
            books.plans.update(instalment)
        kind: Movement = "refund" if owed.amount > 0 else "payment"
        ident = books.keys.ident("transaction", entry.key)
        amount = max(owed, -owed)
        books.transactions.add(Transaction(ident, posting.account, entry.at, entry.booked, amount, kind))

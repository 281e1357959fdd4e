"""Whether a caller's answer to the knowledge question is right."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ivr.domain.occasion import Occasion
from ivr.domain.records import Account, Question
from ivr.values import Money, Secret

NOBODY = "-"
"""An id that no row has, for look-ups that must be made and must find nothing."""


def matches(on: Occasion, question: Question, account: Account | None, given: Secret) -> bool:
    """Whether the answer is right; compares keyed hashes, also where there is nothing to compare with."""
    books = on.books
    customer = account.customer if account is not None else NOBODY
    stored = books.customers.knowledge(customer).get(question, "")
    last = books.transactions.last_payment(account.id if account is not None else NOBODY)
    if question == "last_payment":
        stored = "" if last is None else books.keys.lookup(question, str(last.amount.amount), of=customer)
        given = _as_amount(given, on.currency)
    return books.keys.matches(stored, question, given, of=customer) and account is not None


def _as_amount(given: Secret, currency: str) -> Secret:
    """Major units with all their decimals: 120 is 120.00."""
    try:
        return Secret(str(Money(Decimal(given.reveal()), currency).amount))
    except (InvalidOperation, ValueError):
        return Secret("")

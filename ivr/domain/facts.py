"""What is true of an account: for testers, who see in a transcript what a call has done."""

from __future__ import annotations

from ivr.domain.occasion import Occasion
from ivr.domain.standing import standing
from ivr.values import Money

Fact = str | int | bool | list[str]


def facts(on: Occasion, number: str) -> dict[str, Fact] | None:
    """The account's facts, amounts as `240.00`, dates as ISO; None when there is no such account.

    status, due, due_date, overdue, outstanding; payments (`succeeded 121.50`), deferrals (`granted 2026-12-20`) and
    cases (`deferral open`), the newest first; last_payment.
    """
    books = on.books
    account = books.accounts.by_number(number)
    if account is None:
        return None
    now = standing(on, account)
    last = books.transactions.last_payment(account.id)
    return {
        "status": now.status,
        "due": _plain(now.owed.due),
        "due_date": now.owed.due_date.isoformat() if now.owed.due_date else "",
        "overdue": _plain(now.owed.overdue),
        "outstanding": _plain(account.balance),
        "payments": [f"{each.status} {_plain(each.total)}" for each in books.payments.of(account.id)],
        "deferrals": [f"{each.status} {each.new_date.isoformat()}" for each in books.deferrals.of(account.id)],
        "cases": [f"{each.kind} {each.status}" for each in books.cases.of(account.id)],
        "last_payment": _plain(last.amount) if last else "",
    }


def _plain(amount: Money) -> str:
    return str(amount.amount)

"""What is true of an account, as plain JSON: what a test compares after a call."""

from __future__ import annotations

from ivr.domain.ports import Books
from ivr.domain.promises import Case

Facts = dict[str, object]


def account_facts(books: Books, number: str) -> Facts:
    """Facts of the account with this number; of none, only what belongs to nobody (`all_cases`).

    Amounts are major units as text ("120.00"), dates ISO 8601; lists have their newest last.
    """
    facts: Facts = {"account": number, "all_cases": [_case(case) for case in books.cases.all()]}
    account = books.accounts.by_number(number)
    if account is None:
        return {**facts, "exists": "no"}
    payments = books.payments.of(account.id)
    deferrals = books.deferrals.of(account.id)
    open_ones = [one for one in books.plans.instalments(account.id) if one.open]
    return {
        **facts,
        "exists": "yes",
        "balance": str(account.balance.amount),
        "currency": account.balance.currency,
        "due_date": open_ones[0].due_date.isoformat() if open_ones else "none",
        "payments": [
            {
                "reference": payment.reference,
                "amount": str(payment.amount.amount),
                "fee": str(payment.fee.amount),
                "total": str(payment.total.amount),
                "status": str(payment.status),
                "card": payment.card_last_four,
            }
            for payment in payments
        ],
        "deferral": deferrals[0].status if deferrals else "none",
        "deferrals": [
            {"status": one.status, "new_date": one.new_date.isoformat(), "cost": str(one.cost.amount)}
            for one in reversed(deferrals)
        ],
        "cases": [_case(case) for case in books.cases.of(account.id)],
    }


def _case(case: Case) -> Facts:
    wanted = ("number", "kind", "status", "phone", "about")
    return {name: getattr(case, name) or "none" for name in wanted}

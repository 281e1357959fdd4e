"""Rows of a demo account: bills and payments around today, deferrals in the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from ivr.domain.demo_model import DemoAccount, DemoPlan
from ivr.domain.ports import Books
from ivr.domain.promises import Case, Deferral
from ivr.domain.records import Account, Instalment, Plan, Transaction
from ivr.domain.references import reference
from ivr.values import Money

_CURRENCY = "USD"
_NOON = time(17, 0, tzinfo=UTC)
"""Noon in New York, so that the date is the same there."""
_BILL_DAYS = 21


def add_account(books: Books, today: date, customer: str, demo: DemoAccount) -> None:
    """The account with its plans, its past, and the time it was given before."""
    ident = f"demo-{demo.number}"
    balance = Money.zero(_CURRENCY)
    for plan in demo.plans:
        balance += Money.of(plan.amount, _CURRENCY) * (len(plan.days) - plan.paid)
    promotion_ends = None if demo.promotion is None else today + timedelta(days=demo.promotion)
    account = Account(
        id=ident,
        number=demo.number,
        customer=customer,
        kind=demo.kind,
        opened=today - timedelta(days=demo.age),
        balance=balance,
        locked=demo.state == "locked",
        disputed=demo.state == "disputed",
        closed=demo.state == "closed",
        promotion_ends=promotion_ends,
    )
    books.accounts.add(account)
    for number, plan in enumerate(demo.plans, 1):
        _plan(books, today, account, f"{ident}-{number}", plan)
    _deferrals(books, today, account, demo)


def _plan(books: Books, today: date, account: Account, ident: str, demo: DemoPlan) -> None:
    amount = Money.of(demo.amount, _CURRENCY)
    minimum = amount if demo.minimum is None else Money.of(demo.minimum, _CURRENCY)
    due = [today + timedelta(days=days) for days in demo.days]
    paid = [amount if number < demo.paid else Money.zero(_CURRENCY) for number in range(len(due))]
    bills = [
        Instalment(ident, number, day, amount, minimum, covered)
        for number, (day, covered) in enumerate(zip(due, paid, strict=True), 1)
    ]
    books.plans.add(Plan(ident, account.id, demo.name, demo.kind), bills)
    for number, day in enumerate(due, 1):
        billed = day - timedelta(days=_BILL_DAYS)
        if billed <= today:
            _moved(books, account, f"{ident}-charge-{number}", billed, amount, payment=False)
        if paid[number - 1]:
            # Bills are paid two days early; one due right after today was paid yesterday at the latest.
            early = min(day - timedelta(days=2), today - timedelta(days=1))
            _moved(books, account, f"{ident}-payment-{number}", early, amount, payment=True)


def _moved(books: Books, account: Account, ident: str, day: date, amount: Money, payment: bool) -> None:
    at = datetime.combine(day, _NOON)
    books.transactions.add(Transaction(ident, account.id, at, day, amount, "payment" if payment else "charge"))


def _deferrals(books: Books, today: date, account: Account, demo: DemoAccount) -> None:
    amount = Money.of(demo.plans[0].amount, _CURRENCY)
    for number, asked in enumerate(demo.deferrals, 1):
        ident, call = f"{account.id}-deferral-{number}", f"demo-call-{number}"
        at = datetime.combine(today - timedelta(days=asked.asked), _NOON)
        new_date = today + timedelta(days=asked.new)
        case = None
        if asked.status == "referred":
            case = reference(ident, "case", lambda _: False)
            books.cases.add(Case(ident, case, "deferral", "open", at, call, account.id, None, "more time: 30 days"))
        books.deferrals.add(
            Deferral(
                id=ident,
                account=account.id,
                call=call,
                reference=reference(ident, "deferral", lambda _: False),
                status=asked.status,
                days=asked.days,
                why="income",
                old_date=new_date - timedelta(days=asked.days),
                new_date=new_date,
                amount=amount,
                cost=Money.zero(_CURRENCY),
                asked=at,
                case=case,
            )
        )

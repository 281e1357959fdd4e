"""account: what the caller's account is, owes, and did."""

from __future__ import annotations

from ivr.domain.owed import STATUSES
from ivr.domain.records import ACCOUNT_KINDS, MOVEMENTS, PLAN_KINDS
from ivr.domain.standing import plans, standing
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT as ACCOUNT_NUMBER
from ivr.flow.types import BOOLEAN, DATE, DIGITS, MONEY, NAME, NUMBER, Choice, ListOf, Value, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import fields, occasion, proven_account

_ACCOUNT = {"account": Input(ACCOUNT_NUMBER)}

SUMMARY = Contract(
    name="account.summary",
    title="Whose account it is, what kind, and how it stands",
    inputs=_ACCOUNT,
    outcomes=("found",),
    normal="found",
    result=record(
        "account",
        name=NAME,
        kind=Choice("account_kind", ACCOUNT_KINDS),
        status=Choice("account_status", STATUSES),
        last_four=DIGITS,
        plans=NUMBER,
    ),
    level=Level.VERIFIED,
    account="account",
)

BALANCE = Contract(
    name="account.balance",
    title="What is due and by when, the minimum, the overdue part, the next instalment",
    inputs=_ACCOUNT,
    outcomes=("found",),
    normal="found",
    result=record(
        "balance",
        {
            "due_date": DATE,
            "minimum": MONEY,
            "overdue": MONEY,
            "next_amount": MONEY,
            "next_date": DATE,
            "promotion_ends": DATE,
            "deferred_until": DATE,
        },
        due=MONEY,
        outstanding=MONEY,
        paid_up=BOOLEAN,
        status=Choice("account_status", STATUSES),
    ),
    level=Level.VERIFIED,
    account="account",
)

RECENT = Contract(
    name="account.recent",
    title="The latest transactions, the newest first",
    inputs=_ACCOUNT,
    outcomes=("found", "none"),
    normal="found",
    result=ListOf(record("transaction", date=DATE, amount=MONEY, kind=Choice("movement", MOVEMENTS))),
    level=Level.VERIFIED,
    account="account",
)

PLANS = Contract(
    name="account.plans",
    title="What is being paid off, plan by plan",
    inputs=_ACCOUNT,
    outcomes=("found", "none"),
    normal="found",
    result=ListOf(
        record(
            "plan",
            {"next_amount": MONEY, "next_date": DATE},
            name=NAME,
            remaining=MONEY,
            kind=Choice("plan_kind", PLAN_KINDS),
        )
    ),
    level=Level.VERIFIED,
    account="account",
)

RECENT_COUNT = 10
"""As many as anyone listens to."""


def summary(context: Context, inputs: Inputs) -> Ended:
    on, account = occasion(context), proven_account(context, inputs)
    return Ended(
        "found",
        {
            "name": on.books.customers.get(account.customer).name,
            "kind": account.kind,
            "status": standing(on, account).status,
            "last_four": account.last_four,
            "plans": len(plans(on, account)),
        },
    )


def balance(context: Context, inputs: Inputs) -> Ended:
    now = standing(occasion(context), proven_account(context, inputs))
    owed, ends = now.owed, now.account.promotion_ends
    optional: dict[str, Value | None] = {
        "due_date": owed.due_date,
        "minimum": owed.minimum if owed.minimum and owed.minimum < owed.due else None,
        "overdue": owed.overdue or None,
        "next_amount": owed.next_amount,
        "next_date": owed.next_date,
        "promotion_ends": ends if ends is not None and now.status == "promotion" else None,
        "deferred_until": now.deferral.new_date if now.deferral is not None and now.status == "deferred" else None,
    }
    always: dict[str, Value] = {
        "due": owed.due,
        "outstanding": now.account.balance,
        "paid_up": not owed.due,
        "status": now.status,
    }
    return Ended("found", fields(optional, **always), note="heard the balance")


def recent(context: Context, inputs: Inputs) -> Ended:
    account = proven_account(context, inputs)
    found: list[Value] = [
        {"date": each.booked, "amount": each.amount, "kind": each.kind}
        for each in context.books.transactions.recent(account.id, RECENT_COUNT)
    ]
    return Ended("found", found) if found else Ended("none")


def all_plans(context: Context, inputs: Inputs) -> Ended:
    found: list[Value] = [
        fields(
            {"next_amount": each.next_amount, "next_date": each.next_date},
            name=each.plan.name,
            remaining=each.remaining,
            kind=each.plan.kind,
        )
        for each in plans(occasion(context), proven_account(context, inputs))
    ]
    return Ended("found", found) if found else Ended("none")


ACTIONS: tuple[Action, ...] = (
    Inside(SUMMARY, summary, reads=True),
    Inside(BALANCE, balance, reads=True),
    Inside(RECENT, recent, reads=True),
    Inside(PLANS, all_plans, reads=True),
)

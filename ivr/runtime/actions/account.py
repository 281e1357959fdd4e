"""account: what the caller's account is, owes, and did."""

from __future__ import annotations

from ivr.domain.records import ACCOUNT_KINDS, MOVEMENTS, PLAN_KINDS
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT as ACCOUNT_NUMBER
from ivr.flow.types import BOOLEAN, DATE, DIGITS, MONEY, NAME, NUMBER, Choice, ListOf, record

STATUSES = ("current", "overdue", "promotion", "deferred", "disputed", "closed")
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
    gives=("found",),
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
    gives=("found",),
    level=Level.VERIFIED,
    account="account",
)

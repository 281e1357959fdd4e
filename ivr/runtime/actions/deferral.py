"""deferral: more time to pay."""

from __future__ import annotations

from ivr.domain.promises import DEFERRAL_STATUSES, HARDSHIPS
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, BOOLEAN, CONSENT, DATE, MONEY, NUMBER, REFERENCE, Choice, record

WHY_NOT = ("nothing_due", "too_often", "too_new", "too_late", "disputed", "closed", "not_offered")

CHECK = Contract(
    name="deferral.check",
    title="Whether the caller may have more time, or has asked already",
    inputs={"account": Input(ACCOUNT)},
    outcomes=("eligible", "already_asked", "not_eligible"),
    normal="eligible",
    result=record(
        "deferral",
        {
            "status": Choice("deferral_status", DEFERRAL_STATUSES),
            "new_date": DATE,
            "reference": REFERENCE,
            "case": REFERENCE,
            "reason": Choice("why_not", WHY_NOT),
        },
        due=MONEY,
        due_date=DATE,
        shortest=NUMBER,
        longest=NUMBER,
    ),
    gives=("eligible", "already_asked", "not_eligible"),
    level=Level.VERIFIED,
    account="account",
)

OFFER = Contract(
    name="deferral.offer",
    title="The new due date and the price of this much more time",
    inputs={"account": Input(ACCOUNT), "days": Input(NUMBER)},
    outcomes=("offered", "too_long"),
    normal="offered",
    result=record("terms", days=NUMBER, new_date=DATE, cost=MONEY, has_cost=BOOLEAN, amount=MONEY, referred=BOOLEAN),
    gives=("offered",),
    level=Level.VERIFIED,
    account="account",
)

REQUEST = Contract(
    name="deferral.request",
    title="Ask for more time: granted at once, or referred to a person",
    inputs={
        "account": Input(ACCOUNT),
        "days": Input(NUMBER),
        "reason": Input(Choice("hardship", HARDSHIPS)),
        "new_date": Input(DATE),
        "cost": Input(MONEY),
        "agreed": Input(CONSENT),
    },
    outcomes=("granted", "referred", "not_eligible"),
    normal="granted",
    result=record("request", {"new_date": DATE, "case": REFERENCE}, reference=REFERENCE),
    gives=("granted", "referred"),
    level=Level.VERIFIED,
    account="account",
    changes=True,
    says=("new-date", "cost"),
    confirms=("days", "new_date", "cost"),
)

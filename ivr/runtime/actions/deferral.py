"""deferral: more time to pay."""

from __future__ import annotations

from datetime import date

from ivr.domain import deferral_requests, deferrals
from ivr.domain.deferrals import WHY_NOT
from ivr.domain.promises import DEFERRAL_STATUSES, HARDSHIPS
from ivr.domain.refusals import NotOffered
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import ACCOUNT, BOOLEAN, CONSENT, DATE, MONEY, NUMBER, REFERENCE, Choice, Consent, Value, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import fields, given, occasion, proven_account
from ivr.values import Money

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
        "amount": Input(MONEY),
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
    confirms=("days", "new_date", "cost", "amount"),
)


def check(context: Context, inputs: Inputs) -> Ended:
    where = deferrals.position(occasion(context), proven_account(context, inputs))
    asked, now = where.asked, where.standing
    optional: dict[str, Value | None] = {
        "status": asked.status if asked else None,
        "new_date": asked.new_date if asked and asked.status == "granted" else None,
        "reference": asked.reference if asked else None,
        "case": asked.case if asked else None,
        "reason": where.why_not if not asked else None,
    }
    result = fields(optional, due=now.owed.due, due_date=where.due_date, shortest=where.shortest, longest=where.longest)
    if asked:
        return Ended("already_asked", result)
    return Ended("not_eligible" if where.why_not else "eligible", result)


def offer(context: Context, inputs: Inputs) -> Ended:
    terms = deferrals.terms(occasion(context), proven_account(context, inputs), given(inputs, "days", int))
    if terms is None:
        return Ended("too_long")
    return Ended(
        "offered",
        {
            "days": terms.days,
            "new_date": terms.new_date,
            "cost": terms.cost,
            "has_cost": bool(terms.cost),
            "amount": terms.amount,
            "referred": terms.referred,
        },
    )


def request(context: Context, inputs: Inputs) -> Ended:
    amount, agreed_to = given(inputs, "amount", Money), given(inputs, "agreed", Consent)
    why = next(each for each in HARDSHIPS if each == given(inputs, "reason", str))
    agreed = (given(inputs, "new_date", date), given(inputs, "cost", Money), amount)
    if not agreed_to.covers(agreed[0], agreed[1]):
        raise NotOffered("the caller agreed to other terms")
    account = proven_account(context, inputs)
    made = deferral_requests.request(occasion(context), account, why, given(inputs, "days", int), agreed)
    if isinstance(made, str):
        return Ended("not_eligible")
    granted = made.status == "granted"
    optional: dict[str, Value | None] = {"new_date": made.new_date if granted else None, "case": made.case}
    note = f"deferral {made.reference} {made.status}, {made.days} days"
    return Ended(made.status, fields(optional, reference=made.reference), note=note)


ACTIONS: tuple[Action, ...] = (
    Inside(CHECK, check, reads=True),
    Inside(OFFER, offer, reads=True),
    Inside(REQUEST, request),
)

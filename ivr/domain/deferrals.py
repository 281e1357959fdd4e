"""More time to pay: who may have it, on what terms, and what happens when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from ivr.domain.cases import open_case
from ivr.domain.notices import tell
from ivr.domain.occasion import Occasion
from ivr.domain.policy import Deferrals, Length
from ivr.domain.ports import Said
from ivr.domain.promises import Deferral, Hardship
from ivr.domain.records import Account, Instalment, Transaction
from ivr.domain.references import reference
from ivr.domain.refusals import NotOffered
from ivr.domain.standing import Standing, standing
from ivr.values import Money

WhyNot = Literal["nothing_due", "too_often", "too_new", "too_late", "disputed", "closed", "not_offered"]
WHY_NOT: tuple[WhyNot, ...] = (
    "nothing_due",
    "too_often",
    "too_new",
    "too_late",
    "disputed",
    "closed",
    "not_offered",
)


@dataclass(frozen=True)
class Position:
    """Where the caller stands with asking: `asked` when they have asked before, else `why_not`, else they may.

    due_date   of the bill that is out, else since when the oldest has been due, else today.
    """

    standing: Standing
    due_date: date
    shortest: int
    longest: int
    asked: Deferral | None
    why_not: WhyNot | None


@dataclass(frozen=True)
class Terms:
    days: int
    new_date: date
    cost: Money
    amount: Money
    referred: bool


def position(on: Occasion, account: Account) -> Position:
    """Whether this account may have more time now."""
    rules = on.rules.deferrals
    now = standing(on, account)
    lengths = [length.days for length in rules.lengths] if rules is not None else [0]
    return Position(
        standing=now,
        due_date=now.owed.due_date or now.owed.oldest or on.today,
        shortest=lengths[0],
        longest=lengths[-1],
        asked=_asked(on, now, rules),
        why_not=_why_not(on, now, rules),
    )


def _asked(on: Occasion, now: Standing, rules: Deferrals | None) -> Deferral | None:
    if now.deferral is not None and now.owed.due:
        return now.deferral
    for deferral in on.books.deferrals.of(now.account.id):
        if deferral.status == "referred":
            return deferral
        lapses = deferral.asked + timedelta(days=rules.ask_again if rules is not None else 0)
        if deferral.status == "refused" and on.now < lapses:
            return deferral
    return None


def _why_not(on: Occasion, now: Standing, rules: Deferrals | None) -> WhyNot | None:
    account, today = now.account, on.today
    if rules is None:
        return "not_offered"
    if account.closed:
        return "closed"
    if now.status == "disputed" and "disputed" not in rules.states:
        return "disputed"
    if not now.owed.due:
        return "nothing_due"
    if now.status != "deferred" and now.status not in rules.states:
        return "not_offered"
    if (today - account.opened).days < rules.account_age:
        return "too_new"
    if now.owed.oldest is not None and (today - now.owed.oldest).days > rules.overdue_at_most:
        return "too_late"
    since = on.now - timedelta(days=rules.per_days)
    granted = [each for each in on.books.deferrals.of(account.id) if each.status == "granted" and each.asked > since]
    return "too_often" if len(granted) >= rules.at_most else None


def terms(on: Occasion, account: Account, days: int) -> Terms | None:
    """What `days` more would mean: None when nobody may have that many.

    The price is that of the shortest length that is as long; the new date counts from the bill's date, or from today
    when that has passed.
    """
    rules = on.rules.deferrals
    now = standing(on, account)
    if rules is None or days < 1:
        return None
    length = next((each for each in rules.lengths if each.days >= days), None)
    if length is None:
        return None
    amount = now.owed.due
    above = rules.referred_above is not None and amount.amount > rules.referred_above
    after = rules.referred_after is not None and days > rules.referred_after
    start = max(now.owed.due_date or on.today, on.today)
    return Terms(days, start + timedelta(days=days), _cost(length, amount), amount, referred=above or after)


def _cost(length: Length, amount: Money) -> Money:
    return Money.rounded(length.fixed + amount.amount * length.percent / Decimal(100), amount.currency)


def request(on: Occasion, account: Account, why: Hardship, days: int, agreed: tuple[date, Money]) -> Deferral | WhyNot:
    """Asks for more time on exactly the terms the caller agreed to (new date, cost): granted, or referred to a person.

    Raises NotOffered when these are not the terms of today.
    """
    books = on.books
    account = books.accounts.lock(account.id)
    where = position(on, account)
    if where.asked is not None:
        return "too_often"
    if where.why_not is not None:
        return where.why_not
    offered = terms(on, account, days)
    if offered is None or (offered.new_date, offered.cost) != agreed:
        raise NotOffered("these terms are not offered today")
    case = open_case(on, "deferral", account, f"more time: {days} days, {why}") if offered.referred else None
    deferral = Deferral(
        id=books.keys.ident("deferral", on.key),
        account=account.id,
        call=on.call,
        reference=reference(on.draw, "deferral", books.deferrals.has_reference),
        status="referred" if case is not None else "granted",
        days=days,
        why=why,
        old_date=where.due_date,
        new_date=offered.new_date,
        amount=offered.amount,
        cost=offered.cost,
        asked=on.now,
        case=case.number if case is not None else None,
    )
    books.deferrals.add(deferral)
    told: dict[str, Said] = {"reference": deferral.reference, "last_four": account.last_four}
    if case is None:
        grant(on, account, where.standing, deferral)
        told |= {"amount": deferral.amount, "cost": deferral.cost, "new_date": deferral.new_date}
        tell(on, account, "text-deferral", f"{deferral.id}/granted", told)
    else:
        told |= {"case": case.number, "days": deferral.days}
        tell(on, account, "text-deferral-referred", f"{deferral.id}/referred", told)
    return deferral


def grant(on: Occasion, account: Account, now: Standing, deferral: Deferral) -> None:
    """What is due moves to the new date (never to an earlier one), and the price is billed then."""
    books = on.books
    for bill in now.owed.bills:
        books.plans.update(replace(bill, due_date=max(bill.due_date, deferral.new_date)))
    if not deferral.cost:
        return
    plan = now.owed.bills[0].plan
    number = max(each.number for each in now.instalments if each.plan == plan) + 1
    zero = Money.zero(deferral.cost.currency)
    books.plans.add_instalment(Instalment(plan, number, deferral.new_date, deferral.cost, deferral.cost, zero))
    books.accounts.update(replace(account, balance=account.balance + deferral.cost))
    ident = books.keys.ident("transaction", deferral.id)
    books.transactions.add(Transaction(ident, account.id, on.now, on.today, deferral.cost, "fee"))

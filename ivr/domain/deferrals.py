"""More time to pay: who may have it, on what terms, and what happens when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from ivr.domain.occasion import Occasion
from ivr.domain.policy import Deferrals, Length
from ivr.domain.promises import Deferral
from ivr.domain.records import Account
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

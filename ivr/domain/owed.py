"""What an account owes: now, overdue, at least, next. All from its open instalments and the date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ivr.domain.promises import Deferral
from ivr.domain.records import Account, Instalment
from ivr.values import Money

Status = Literal["current", "overdue", "promotion", "deferred", "disputed", "closed"]
STATUSES: tuple[Status, ...] = ("current", "overdue", "promotion", "deferred", "disputed", "closed")


@dataclass(frozen=True)
class Owed:
    """
    due          what is to be paid now: what is overdue, and the bills that are out.
    due_date     the earliest date of those bills; None when there is none (then what is due is overdue, or nothing).
    minimum      the least that keeps the account in order: all that is overdue, and the minimum of the bills.
    oldest       since when the oldest overdue instalment was due.
    next_*       the first instalment after what is due.
    """

    due: Money
    due_date: date | None
    minimum: Money
    overdue: Money
    oldest: date | None
    next_amount: Money | None
    next_date: date | None
    bills: tuple[Instalment, ...]


def owed(account: Account, instalments: Sequence[Instalment], today: date, horizon: date) -> Owed:
    """`horizon`: what falls due up to this date counts as due now (see `horizon`)."""
    zero = Money.zero(account.balance.currency)
    still_open = sorted((each for each in instalments if each.open), key=_oldest_first)
    late = [each for each in still_open if each.due_date < today]
    bills = [each for each in still_open if today <= each.due_date <= horizon]
    later = [each for each in still_open if each.due_date > horizon and each.due_date >= today]
    overdue = total((each.open for each in late), zero)
    next_date = later[0].due_date if later else None
    return Owed(
        due=overdue + total((each.open for each in bills), zero),
        due_date=bills[0].due_date if bills else None,
        minimum=overdue + total((max(each.minimum - each.paid, zero) for each in bills), zero),
        overdue=overdue,
        oldest=late[0].due_date if late else None,
        next_amount=total((each.open for each in later if each.due_date == next_date), zero) if later else None,
        next_date=next_date,
        bills=(*late, *bills),
    )


def horizon(today: date, bill_days: int, deferral: Deferral | None) -> date:
    """Bills are out `bill_days` before their date; what was put off stays in sight until its new date."""
    usual = today + timedelta(days=bill_days)
    return max(usual, deferral.new_date) if deferral is not None else usual


def running(deferrals: Iterable[Deferral], today: date) -> Deferral | None:
    """The deferral granted that has not run out."""
    return next((each for each in deferrals if each.status == "granted" and each.new_date >= today), None)


def status(account: Account, now_owed: Owed, deferral: Deferral | None, today: date) -> Status:
    """How the account stands, the gravest first. A deferral whose amount is paid is over."""
    if account.closed:
        return "closed"
    if account.disputed:
        return "disputed"
    if deferral is not None and now_owed.due:
        return "deferred"
    if now_owed.overdue:
        return "overdue"
    if account.promotion_ends is not None and account.promotion_ends >= today:
        return "promotion"
    return "current"


def cover(instalments: Sequence[Instalment], amount: Money) -> tuple[list[Instalment], Money]:
    """Pays instalments with `amount`, the oldest first: those that changed, and what is left over."""
    changed = []
    for each in sorted((each for each in instalments if each.open), key=_oldest_first):
        if not amount:
            break
        part = min(each.open, amount)
        changed.append(replace(each, paid=each.paid + part))
        amount = amount - part
    return changed, amount


def uncover(instalments: Sequence[Instalment], amount: Money) -> tuple[list[Instalment], Money]:
    """Takes `amount` back from instalments, the newest first: those that changed, and what was never on them."""
    changed = []
    for each in sorted((each for each in instalments if each.paid), key=_oldest_first, reverse=True):
        if not amount:
            break
        part = min(each.paid, amount)
        changed.append(replace(each, paid=each.paid - part))
        amount = amount - part
    return changed, amount


def total(amounts: Iterable[Money], zero: Money) -> Money:
    return sum(amounts, zero)


def _oldest_first(instalment: Instalment) -> tuple[date, str, int]:
    return instalment.due_date, instalment.plan, instalment.number

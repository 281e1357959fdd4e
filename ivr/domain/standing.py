"""How an account stands, from the books: the summary, the balance, the plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ivr.domain.occasion import Occasion
from ivr.domain.owed import Owed, Status, horizon, owed, running, status, total
from ivr.domain.promises import Deferral
from ivr.domain.records import Account, Instalment, Plan
from ivr.domain.refusals import NotOffered
from ivr.values import Money


@dataclass(frozen=True)
class Standing:
    """An account with what it owes today."""

    account: Account
    owed: Owed
    status: Status
    deferral: Deferral | None
    instalments: tuple[Instalment, ...]


def account_of(on: Occasion, number: str) -> Account:
    """The account with this number, which a grant named, so that it exists. Raises NotOffered if it does not, or was
    locked since."""
    account = on.books.accounts.by_number(number)
    if account is None or account.locked:
        raise NotOffered("there is no such account, or it was locked")
    return account


def standing(on: Occasion, account: Account) -> Standing:
    """Where the account stands now."""
    today = on.today
    deferral = running(on.books.deferrals.of(account.id), today)
    instalments = tuple(on.books.plans.instalments(account.id))
    now_owed = owed(account, instalments, today, horizon(today, on.rules.bill_days, deferral))
    return Standing(account, now_owed, status(account, now_owed, deferral, today), deferral, instalments)


@dataclass(frozen=True)
class PlanStanding:
    plan: Plan
    remaining: Money
    next_amount: Money | None
    next_date: date | None


def plans(on: Occasion, account: Account) -> list[PlanStanding]:
    """The plans on which something is still open, each with its earliest open instalment."""
    found = []
    instalments = on.books.plans.instalments(account.id)
    for plan in on.books.plans.of(account.id):
        still_open = [each for each in instalments if each.plan == plan.id and each.open]
        if still_open:
            remaining = total((each.open for each in still_open), Money.zero(account.balance.currency))
            found.append(PlanStanding(plan, remaining, still_open[0].open, still_open[0].due_date))
    return found

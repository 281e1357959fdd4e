"""Asking for more time: granted at once or referred to a person, and what that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ivr.domain import ledger
from ivr.domain.cases import open_case
from ivr.domain.deferrals import WhyNot, position, terms
from ivr.domain.messages import Said
from ivr.domain.notices import tell
from ivr.domain.occasion import Occasion
from ivr.domain.promises import Deferral, Hardship
from ivr.domain.records import Account, Instalment, Transaction
from ivr.domain.references import reference
from ivr.domain.refusals import NotOffered
from ivr.domain.standing import Standing
from ivr.values import Money

Terms = tuple[date, Money, Money]
"""The new date, what it costs, and the amount that is put off."""


def request(on: Occasion, account: Account, why: Hardship, days: int, agreed: Terms) -> Deferral | WhyNot:
    """Asks for more time on exactly the terms the caller agreed to: granted, or referred to a person.

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
    if offered is None or (offered.new_date, offered.cost, offered.amount) != agreed:
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
    books.ledger.post(ledger.deferred(deferral, on.now, on.today))
    ident = books.keys.ident("transaction", deferral.id)
    books.transactions.add(Transaction(ident, account.id, on.now, on.today, deferral.cost, "fee"))

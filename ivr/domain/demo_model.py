"""What the people of the demo are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.domain.promises import DeferralStatus
from ivr.domain.records import AccountKind, PlanKind


@dataclass(frozen=True)
class DemoPlan:
    """Bills of one amount at these days from today; the first `paid` of them are paid, two days before their date.

    minimum   the least of a bill, where that is less than all of it."""

    name: str
    kind: PlanKind
    amount: str
    days: tuple[int, ...]
    paid: int
    minimum: str | None = None


@dataclass(frozen=True)
class DemoDeferral:
    """Asked for so many days ago, for that many days, with a new date so many days from today."""

    status: DeferralStatus
    asked: int
    days: int
    new: int


@dataclass(frozen=True)
class DemoAccount:
    number: str
    situation: str
    kind: AccountKind
    plans: tuple[DemoPlan, ...]
    age: int = 700
    promotion: int | None = None
    state: str = ""
    deferrals: tuple[DemoDeferral, ...] = ()


@dataclass(frozen=True)
class Person:
    """`birth_date`, `postcode`: the answers on file, None for not on file. `last_payment`: whether it may be asked."""

    name: str
    accounts: tuple[DemoAccount, ...]
    birth_date: str | None = None
    postcode: str | None = None
    last_payment: bool = False
    text: str | None = None
    email: str | None = None
    language: str = "en-US"


def loan(name: str, amount: str, days: tuple[int, ...], paid: int, minimum: str | None = None) -> DemoPlan:
    return DemoPlan(name, "instalment", amount, days, paid, minimum)


USUAL = (-81, -51, -20, 10, 40, 71)
"""Bills a month apart, one out and due in ten days."""

"""Who calls: the demo's customers with what they know, and what they are like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from ivr.domain.demo import PEOPLE
from ivr.domain.demo_model import Person
from ivr.engine.answers.dates import order

Goal = Literal["pay", "balance", "defer", "person"]
Temper = Literal["patient", "hurried", "silent", "hostile"]

CARDS = {
    "good": "4242424242424242",
    "other good": "5555555555554444",
    "declined": "4000000000000002",
    "insufficient": "4000000000009995",
    "unknown": "4000000000000119",
    "connector fails": "4000000000000101",
    "mistyped": "4242424242424241",
}
"""Test cards (`ivr.phone.cards`): nobody's."""
USUAL_CARDS = (
    "good",
    "good",
    "good",
    "good",
    "other good",
    "declined",
    "insufficient",
    "unknown",
    "unknown",
    "mistyped",
)


@dataclass(frozen=True)
class Caller:
    """Somebody with a telephone. `contact` is where codes for the account go and who reads them: None for somebody who
    does not, as a hostile caller does not. `own` is False for whoever tries to get at somebody else's account."""

    name: str
    phone: str
    account: str
    language: str
    temper: Temper
    contacts: tuple[str, ...]
    birth_date: str | None
    postcode: str | None
    last_payment: str | None
    own: bool = True

    def keyed_date(self) -> str:
        """The birth date as the language's order wants it."""
        born = date.fromisoformat(self.birth_date or "1980-01-01")
        parts = {"y": f"{born.year:04d}", "M": f"{born.month:02d}", "d": f"{born.day:02d}"}
        return "".join(parts[part] for part in order(self.language))


LANGUAGES = ("en-US", "es-US", "zh-CN")
TEMPERS: tuple[Temper, ...] = ("patient", "patient", "patient", "patient", "hurried", "hurried", "silent", "hostile")
PAYING = ("40012345", "40090123", "40101234", "40123456", "40134567", "40078901", "40112345", "40034567")
"""Accounts on which something is due, so that there is something to go wrong."""


def draw_caller(random: Random, number: int, known: list[Caller]) -> Caller:
    """Somebody new; now and then a second caller on an account that is already called about, or a thief of it."""
    account = random.choice(PAYING) if random.random() < 0.7 else random.choice(sorted(_ACCOUNTS))
    if known and random.random() < 0.35:
        account = random.choice(known).account
    temper = random.choice(TEMPERS)
    person, plan = _ACCOUNTS[account]
    language = person.language if person.language != "en-US" else random.choice(LANGUAGES)
    return Caller(
        name=f"{person.name.split()[0]} {number}",
        phone=f"+1202555{1000 + number:04d}" if random.random() < 0.9 else "withheld",
        account=account,
        language=language,
        temper=temper,
        contacts=tuple(contact for contact in (person.text, person.email) if contact is not None),
        birth_date=person.birth_date,
        postcode=person.postcode,
        last_payment=plan if person.last_payment else None,
        own=temper != "hostile",
    )


def _accounts() -> dict[str, tuple[Person, str]]:
    return {account.number: (person, account.plans[0].amount) for person in PEOPLE for account in person.accounts}


_ACCOUNTS = _accounts()

"""As many customers as a load has calls: one overdue account each, so that no call meets another's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ivr.domain.demo_model import USUAL, DemoAccount, loan
from ivr.domain.demo_rows import add_account
from ivr.domain.keys import Keys
from ivr.domain.ports import Books
from ivr.domain.records import Contact, Customer

BORN = "1980-02-29"


@dataclass(frozen=True)
class Person:
    """What a caller knows of themselves: `account` and `born` as they are keyed, `mobile` where codes go."""

    number: int

    @property
    def account(self) -> str:
        return f"{50_000_000 + self.number}"

    @property
    def born(self) -> str:
        return "02291980"

    @property
    def mobile(self) -> str:
        return f"+1202{5_550_000 + self.number:07d}"

    @property
    def sid(self) -> str:
        return f"CA{self.number:032d}"


def populate(books: Books, keys: Keys, count: int) -> None:
    """Write `count` people into the line's books, each owing the same: one bill overdue, one due soon."""
    today = datetime.now(UTC).date() - timedelta(days=1)  # a bill is due in ten days wherever the line is
    plan = loan("Car", "120.00", USUAL[2:5], 0)
    for number in range(count):
        person = Person(number)
        ident = f"load-{number}"
        books.customers.add(
            Customer(ident, f"Person {number}", "en-US"), {"birth_date": keys.lookup("birth_date", BORN, ident)}
        )
        books.contacts.add(Contact(f"{ident}-text", ident, "text", person.mobile, 1))
        add_account(books, today, ident, DemoAccount(person.account, "overdue", "loan", (plan,)))

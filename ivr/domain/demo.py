"""Demo data: the same every time for the same date, and believable on it.

Dates move with `today`; the lab's is Tuesday 2026-11-24. What testers need to know:

account   name            situation                   answers                    contacts
40012345  Alice Morgan    overdue                     1980-02-29                 +12025550101, alice@example.com
40023456  Ben Carter      paid up                     10002                      +12025550102
40034567  Carla Diaz      in promotion                85.00                      +12025550103, carla@example.com
40045678  Daniel Evans    deferred already            1975-07-14                 +12025550104
40056789  Emma Fischer    disputed                    11201                      +12025550105
40067890  Frank Green     locked                      1969-01-05                 +12025550106
40078901  Grace Hill      no mobile, e-mail only      1991-11-30                 grace@example.com
40089012  Henry Ito       no contact at all           1983-03-08                 -
40090123  Isabel Jiménez  Spanish, overdue            1988-05-05                 +12025550109, isabel@example.com
40101234  李伟            Chinese, one bill due       1990-10-01                 +12025550110, liwei@example.com
40112345  Julia Kim       two plans                   1979-12-12                 +12025550111
40123456  Kevin Long      utility                     64.37                      +12025550112
40134567  Laura Moss      rent, a large amount        1972-09-21                 +12025550113, laura@example.com
40145678  Laura Moss      her second account          1972-09-21                 +12025550113, laura@example.com
40156789  Mark Nolan      more time asked, undecided  1966-06-16                 +12025550114
40167890  Nora Price      closed                      1985-08-17                 +12025550115
40178901  Owen Quinn      too new for more time       1999-04-23                 +12025550116
40189012  Paula Reyes     had more time twice         1994-02-02                 +12025550117
40190123  Quentin Stone   overdue too long            1958-12-03, 12207, 140.00  +12025550118, quentin@example.com

Every code goes to the first of the contacts, or, asked for the other way, to the second.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from ivr.domain.demo_loans import LOANS
from ivr.domain.demo_model import Person
from ivr.domain.demo_others import OTHERS
from ivr.domain.demo_rows import add_account
from ivr.domain.ports import Books
from ivr.domain.records import Contact, Customer, Question

LAB_TODAY = date(2026, 11, 24)
"""A Tuesday, two days before Thanksgiving."""

PEOPLE = (*LOANS, *OTHERS)


def populate(books: Books, today: date) -> None:
    """Writes everybody into the line's empty books."""
    for number, person in enumerate(PEOPLE, 1):
        customer = f"demo-{number:02d}"
        answers = {question: books.keys.lookup(question, answer, customer) for question, answer in _answers(person)}
        books.customers.add(Customer(customer, person.name, person.language), answers)
        if person.text is not None:
            books.contacts.add(Contact(f"{customer}-text", customer, "text", person.text, 1))
        if person.email is not None:
            books.contacts.add(Contact(f"{customer}-email", customer, "email", person.email, 2))
        for account in person.accounts:
            add_account(books, today, customer, account)


def _answers(person: Person) -> list[tuple[Question, str]]:
    answers: list[tuple[Question, str | None]] = [
        ("birth_date", person.birth_date),
        ("postcode", person.postcode),
        # The ledger has the amount: this only says that it may be asked for.
        ("last_payment", "" if person.last_payment else None),
    ]
    return [(question, answer) for question, answer in answers if answer is not None]


def demo_table() -> str:
    """The demo's accounts for whoever tries the line, as text: number, person, situation, the right answers (birth
    date, postcode, last payment), where codes go."""
    rows = [("account", "name", "situation", "answers", "contacts")]
    for person in PEOPLE:
        for account in person.accounts:
            last = account.plans[0].amount if person.last_payment else None
            answers = ", ".join(filter(None, (person.birth_date, person.postcode, last)))
            contacts = ", ".join(filter(None, (person.text, person.email))) or "-"
            rows.append((account.number, person.name, account.situation, answers, contacts))
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(map(_padded, row, widths)).rstrip() for row in rows)


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))

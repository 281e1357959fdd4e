"""What the business needs of the world, as protocols: its books (one unit of work, one line) and its outbox.

`ivr/store` keeps the books in SQL; tests may keep them in lists. Everything happens in the transaction that the
books were made in. Where two callers could collide, the method says what it locks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from ivr.domain.keys import Keys
from ivr.domain.ledger import Entry
from ivr.domain.messages import CodeRef, Message, Said, SaidKind
from ivr.domain.promises import Case, Challenge, Claim, CutOff, Deferral, Handoff, Purpose
from ivr.domain.records import (
    Account,
    Contact,
    Customer,
    Instalment,
    LineKind,
    Payment,
    Plan,
    Question,
    Transaction,
)
from ivr.values import Money

__all__ = [
    "Accounts",
    "Books",
    "Cases",
    "Challenges",
    "Claims",
    "CodeRef",
    "Contacts",
    "Counters",
    "Customers",
    "CutOffs",
    "Deferrals",
    "Handoffs",
    "Ledger",
    "LineTypes",
    "Message",
    "Outbox",
    "Payments",
    "Plans",
    "Said",
    "SaidKind",
    "Transactions",
]


class Customers(Protocol):
    def get(self, customer: str) -> Customer: ...
    def add(self, customer: Customer, knowledge: Mapping[Question, str]) -> None:
        """`knowledge`: for each question on file, the keyed hash of its answer (`Keys.lookup(question, answer,
        of=customer.id)`)."""

    def knowledge(self, customer: str) -> Mapping[Question, str]: ...


class Contacts(Protocol):
    def of(self, customer: str) -> Sequence[Contact]:
        """In the order in which they are used."""

    def add(self, contact: Contact) -> None: ...


class Accounts(Protocol):
    def by_number(self, number: str) -> Account | None: ...
    def get(self, account: str) -> Account: ...
    def lock(self, account: str) -> Account:
        """The account, its row held until the transaction ends: whoever moves its money does this first."""

    def of(self, customer: str) -> Sequence[Account]: ...
    def all(self) -> Sequence[Account]: ...
    def add(self, account: Account) -> None:
        """Its balance becomes its opening entry in the ledger."""

    def update(self, account: Account) -> None:
        """All but its balance, which only the ledger moves."""


class Plans(Protocol):
    def of(self, account: str) -> Sequence[Plan]: ...
    def instalments(self, account: str) -> Sequence[Instalment]:
        """Of all its plans, the earliest due first."""

    def add(self, plan: Plan, instalments: Sequence[Instalment]) -> None: ...
    def add_instalment(self, instalment: Instalment) -> None: ...
    def update(self, instalment: Instalment) -> None: ...


class Transactions(Protocol):
    def recent(self, account: str, count: int) -> Sequence[Transaction]:
        """The newest first."""

    def last_payment(self, account: str) -> Transaction | None: ...
    def add(self, transaction: Transaction) -> None: ...


class Payments(Protocol):
    def get(self, payment: str) -> Payment | None: ...
    def unsettled(self, account: str) -> Payment | None: ...
    def of(self, account: str) -> Sequence[Payment]: ...
    def by_reference(self, reference: str) -> Payment | None: ...
    def has_reference(self, reference: str) -> bool: ...
    def add(self, payment: Payment) -> None: ...
    def update(self, payment: Payment) -> None: ...


class Ledger(Protocol):
    """The double entries under accounts and payments. They are only added to."""

    def post(self, entry: Entry) -> bool:
        """Books it and moves the balances of its accounts; False, and nothing is moved, when it is booked already.

        Whoever posts has locked the accounts. Raises BookedOtherwise when its key is booked with other postings, or
        an account of it is not there in its currency.
        """

    def get(self, key: str) -> Entry | None: ...
    def of(self, account: str) -> Sequence[Entry]:
        """What moved an account, the oldest first."""

    def of_payment(self, payment: str) -> Sequence[Entry]: ...
    def balance(self, account: str) -> Money | None:
        """The sum of an account's postings; None when nothing ever moved it."""


class Deferrals(Protocol):
    def get(self, deferral: str) -> Deferral | None: ...
    def of(self, account: str) -> Sequence[Deferral]:
        """The newest first."""

    def has_reference(self, reference: str) -> bool: ...
    def add(self, deferral: Deferral) -> None: ...
    def update(self, deferral: Deferral) -> None: ...


class Cases(Protocol):
    def get(self, case: str) -> Case | None: ...
    def by_number(self, number: str) -> Case | None: ...
    def of(self, account: str) -> Sequence[Case]: ...
    def open_callback(self, phone: str) -> Case | None: ...
    def all(self) -> Sequence[Case]: ...
    def add(self, case: Case) -> None: ...
    def update(self, case: Case) -> None: ...


class Claims(Protocol):
    def get(self, call: str) -> Claim | None: ...
    def put(self, claim: Claim) -> None: ...


class Challenges(Protocol):
    def current(self, call: str, purpose: Purpose) -> Challenge | None:
        """The one sent last, open or used, unless it was made void."""

    def void(self, call: str, purpose: Purpose) -> None:
        """No code sent so far in this call for this purpose is good any more: there is no current one."""

    def add(self, challenge: Challenge) -> None: ...
    def update(self, challenge: Challenge) -> None: ...


class Counters(Protocol):
    def count(self, name: str, scope: str, subject: str, day: date | None) -> int:
        """One more; gives the new count. Holds the counter's row until the transaction ends, so that two calls never
        both have the last try."""

    def read(self, name: str, scope: str, subject: str, day: date | None) -> int: ...


class Handoffs(Protocol):
    def get(self, call: str) -> Handoff | None: ...
    def waiting(self, queue: str) -> Sequence[Handoff]:
        """Who waits, the longest first."""

    def put(self, handoff: Handoff) -> None: ...
    def staffed(self, queue: str) -> bool:
        """False when somebody set the queue to have no agents; true when nobody said anything."""

    def set_staffed(self, queue: str, staffed: bool) -> None: ...


class LineTypes(Protocol):
    def kinds(self, numbers: Sequence[str], since: datetime) -> Mapping[str, LineKind]:
        """What kind of line each of these numbers (E.164) is on, where that was found out at `since` or later."""

    def note(self, number: str, kind: LineKind, now: datetime) -> None: ...


class CutOffs(Protocol):
    def put(self, cut_off: CutOff) -> None: ...
    def newest(self, caller: str) -> CutOff | None:
        """By the keyed hash of the caller's number; also one that is over or taken."""

    def taken_by(self, call: str) -> CutOff | None:
        """Where this call went on, if it went on anywhere."""

    def take(self, call: str, by: str) -> bool:
        """Whether it was not taken before: of two calls only one goes on."""


class Outbox(Protocol):
    def put(self, message: Message) -> None: ...
    def look_up(self, key: str, number: str | None) -> None:
        """Have it found out what kind of line this number is on; None for a decoy. The same key is asked once."""


class Books(Protocol):
    """The business's data of one line, in one transaction."""

    @property
    def line(self) -> str: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def transactions(self) -> Transactions: ...
    @property
    def payments(self) -> Payments: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def deferrals(self) -> Deferrals: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def challenges(self) -> Challenges: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def handoffs(self) -> Handoffs: ...
    @property
    def line_types(self) -> LineTypes: ...
    @property
    def cut_offs(self) -> CutOffs: ...
    @property
    def outbox(self) -> Outbox: ...

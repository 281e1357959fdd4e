"""Repositories of customers, contacts and accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivr.domain.keys import Keys
from ivr.domain.ledger import opening
from ivr.domain.records import Account, Contact, Customer, Question
from ivr.store.entries import SqlLedger
from ivr.store.ledger_tables import accounts, contacts, customers, knowledge
from ivr.store.rows import Repository, Row, in_minor, money
from ivr.values import Money


@dataclass(frozen=True)
class SqlCustomers(Repository):
    def get(self, customer: str) -> Customer:
        row = self._row(customers, id=customer)
        if row is None:
            raise LookupError("no such customer")
        return Customer(row["id"], row["name"], row["language"])

    def add(self, customer: Customer, knowledge: Mapping[Question, str]) -> None:
        self._add(customers, {"id": customer.id, "name": customer.name, "language": customer.language})
        for question, answer in knowledge.items():
            self._add_answer(customer.id, question, answer)

    def _add_answer(self, customer: str, question: Question, answer: str) -> None:
        self._add(knowledge, {"customer": customer, "question": question, "answer_hash": answer})

    def knowledge(self, customer: str) -> Mapping[Question, str]:
        return {row["question"]: row["answer_hash"] for row in self._all(self._from(knowledge, customer=customer))}


@dataclass(frozen=True)
class SqlContacts(Repository):
    def of(self, customer: str) -> Sequence[Contact]:
        query = self._from(contacts, customer=customer).order_by(contacts.c.position, contacts.c.id)
        return [
            Contact(row["id"], row["customer"], row["channel"], row["sent_to"], row["position"])
            for row in self._all(query)
        ]

    def add(self, contact: Contact) -> None:
        self._add(
            contacts,
            {
                "id": contact.id,
                "customer": contact.customer,
                "channel": contact.channel,
                "sent_to": contact.to,
                "position": contact.position,
            },
        )


@dataclass(frozen=True)
class SqlAccounts(Repository):
    keys: Keys

    def _hash(self, number: str) -> str:
        return self.keys.lookup("account", number)

    def by_number(self, number: str) -> Account | None:
        row = self._row(accounts, number_hash=self._hash(number))
        return None if row is None else _account(row)

    def get(self, account: str) -> Account:
        row = self._row(accounts, id=account)
        if row is None:
            raise LookupError("no such account")
        return _account(row)

    def lock(self, account: str) -> Account:
        row = self._row(accounts, lock=True, id=account)
        if row is None:
            raise LookupError("no such account")
        return _account(row)

    def of(self, customer: str) -> Sequence[Account]:
        return [_account(row) for row in self._all(self._from(accounts, customer=customer).order_by(accounts.c.number))]

    def all(self) -> Sequence[Account]:
        return [_account(row) for row in self._all(self._from(accounts).order_by(accounts.c.number))]

    def add(self, account: Account) -> None:
        self._add(accounts, {**self._values(account), **in_minor(balance=Money.zero(account.balance.currency))})
        entry = opening(account)
        if entry is not None:
            SqlLedger(self.reach, self.line).post(entry)

    def update(self, account: Account) -> None:
        self._update(accounts, self._values(account))

    def _values(self, account: Account) -> dict[str, object]:
        return {
            "id": account.id,
            "number": account.number,
            "number_hash": self._hash(account.number),
            "customer": account.customer,
            "kind": account.kind,
            "opened": account.opened,
            "locked": account.locked,
            "disputed": account.disputed,
            "closed": account.closed,
            "promotion_ends": account.promotion_ends,
        }


def _account(row: Row) -> Account:
    return Account(
        id=row["id"],
        number=row["number"],
        customer=row["customer"],
        kind=row["kind"],
        opened=row["opened"],
        balance=money(row, "balance"),
        locked=row["locked"],
        disputed=row["disputed"],
        closed=row["closed"],
        promotion_ends=row["promotion_ends"],
    )

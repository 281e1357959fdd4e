"""The ledger in SQL, and the only place that moves an account's balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ivr.domain.ledger import Entry, Posting
from ivr.domain.refusals import BookedOtherwise
from ivr.store.entry_tables import ledger_entries, ledger_postings
from ivr.store.ledger_tables import accounts
from ivr.store.rows import Repository, Row, in_minor, money
from ivr.values import Money


@dataclass(frozen=True)
class SqlLedger(Repository):
    def post(self, entry: Entry) -> bool:
        there = self.get(entry.key)
        if there is not None:
            if _moves(there) != _moves(entry):
                raise BookedOtherwise(f"{entry.key} is booked with other postings")
            return False
        self.write(entry)
        for posting in entry.postings:
            if posting.account is not None:
                self._move(posting.account, posting.amount)
        return True

    def write(self, entry: Entry) -> None:
        """The rows alone, for what has moved its balance already (`ivr.store.before_ledger`)."""
        rows = [
            {
                "line": self.line,
                "entry": entry.key,
                "number": number,
                "book": posting.book,
                "account": posting.account,
                **in_minor(amount=posting.amount),
            }
            for number, posting in enumerate(entry.postings)
        ]
        self.connection.execute(sa.insert(ledger_postings), rows)
        self._add(
            ledger_entries,
            {
                "key": entry.key,
                "kind": entry.kind,
                "at": entry.at,
                "booked": entry.booked,
                "payment": entry.payment,
                "call": entry.call,
                "about": entry.about,
            },
        )

    def _move(self, account: str, amount: Money) -> None:
        moved = self.connection.execute(
            sa.update(accounts)
            .where(accounts.c.line == self.line, accounts.c.id == account, accounts.c.currency == amount.currency)
            .values(balance_minor=accounts.c.balance_minor + amount.minor_units)
        )
        if moved.rowcount != 1:
            raise BookedOtherwise(f"there is no such account in {amount.currency}")

    def get(self, key: str) -> Entry | None:
        found = self._entries(self._from(ledger_entries, key=key))
        return found[0] if found else None

    def of(self, account: str) -> Sequence[Entry]:
        mine = sa.select(ledger_postings.c.entry).where(
            ledger_postings.c.line == self.line, ledger_postings.c.account == account
        )
        query = self._from(ledger_entries).where(ledger_entries.c.key.in_(mine))
        return self._entries(query.order_by(ledger_entries.c.at, ledger_entries.c.key))

    def of_payment(self, payment: str) -> Sequence[Entry]:
        query = self._from(ledger_entries, payment=payment)
        return self._entries(query.order_by(ledger_entries.c.at, ledger_entries.c.key))

    def balance(self, account: str) -> Money | None:
        query = (
            sa.select(ledger_postings.c.currency, sa.func.sum(ledger_postings.c.amount_minor).label("amount_minor"))
            .where(ledger_postings.c.line == self.line, ledger_postings.c.account == account)
            .group_by(ledger_postings.c.currency)
        )
        row = self._one(query)
        return None if row is None else Money.minor(int(row["amount_minor"]), row["currency"])

    def _entries(self, query: sa.Select[tuple[object, ...]]) -> list[Entry]:
        rows = self._all(query)
        postings: dict[str, list[Posting]] = {row["key"]: [] for row in rows}
        if postings:
            of = self._from(ledger_postings).where(ledger_postings.c.entry.in_(list(postings)))
            for row in self._all(of.order_by(ledger_postings.c.entry, ledger_postings.c.number)):
                postings[row["entry"]].append(Posting(row["book"], money(row, "amount"), row["account"]))
        return [_entry(row, postings[row["key"]]) for row in rows]


def _entry(row: Row, postings: Sequence[Posting]) -> Entry:
    return Entry(
        key=row["key"],
        kind=row["kind"],
        at=row["at"],
        booked=row["booked"],
        postings=tuple(postings),
        payment=row["payment"],
        call=row["call"],
        about=row["about"],
    )


def _moves(entry: Entry) -> frozenset[Posting]:
    """What makes two entries the same: what they move; not when it was told."""
    return frozenset(entry.postings)

"""The books in SQL, and the unit of work that opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from ivr.domain.keys import Keys
from ivr.domain.ports import Books, Outbox
from ivr.store.cut_offs import SqlCutOffs
from ivr.store.database import Database
from ivr.store.entries import SqlLedger
from ivr.store.ledger import SqlPayments, SqlPlans, SqlTransactions
from ivr.store.line_types import SqlLineTypes
from ivr.store.people import SqlAccounts, SqlContacts, SqlCustomers
from ivr.store.promises import SqlCases, SqlDeferrals
from ivr.store.proofs import SqlChallenges, SqlClaims, SqlCounters
from ivr.store.waiting import SqlHandoffs


@dataclass(frozen=True)
class SqlBooks:
    """`ivr.domain.ports.Books` on a connection."""

    line: str
    keys: Keys
    customers: SqlCustomers
    contacts: SqlContacts
    accounts: SqlAccounts
    plans: SqlPlans
    transactions: SqlTransactions
    payments: SqlPayments
    ledger: SqlLedger
    deferrals: SqlDeferrals
    cases: SqlCases
    claims: SqlClaims
    challenges: SqlChallenges
    counters: SqlCounters
    handoffs: SqlHandoffs
    line_types: SqlLineTypes
    cut_offs: SqlCutOffs
    outbox: Outbox


def books_of(connection: sa.Connection, line: str, keys: Keys, outbox: Outbox) -> Books:
    """The line's books in the connection's transaction."""
    return SqlBooks(
        line=line,
        keys=keys,
        customers=SqlCustomers(connection, line),
        contacts=SqlContacts(connection, line),
        accounts=SqlAccounts(connection, line, keys),
        plans=SqlPlans(connection, line),
        transactions=SqlTransactions(connection, line),
        payments=SqlPayments(connection, line),
        ledger=SqlLedger(connection, line),
        deferrals=SqlDeferrals(connection, line),
        cases=SqlCases(connection, line),
        claims=SqlClaims(connection, line),
        challenges=SqlChallenges(connection, line),
        counters=SqlCounters(connection, line),
        handoffs=SqlHandoffs(connection, line),
        line_types=SqlLineTypes(connection, line, keys),
        cut_offs=SqlCutOffs(connection, line),
        outbox=outbox,
    )


@dataclass(frozen=True)
class UnitOfWork:
    """Opens the line's books: `with unit.begin() as (connection, books): ...` commits at the end, or nothing.

    `outbox` makes the outbox on the unit's connection, so that messages commit with what they tell of.
    """

    database: Database
    line: str
    keys: Keys
    outbox: Callable[[sa.Connection], Outbox]

    @contextmanager
    def begin(self) -> Iterator[tuple[sa.Connection, Books]]:
        with self.database.begin() as connection:
            yield connection, books_of(connection, self.line, self.keys, self.outbox(connection))

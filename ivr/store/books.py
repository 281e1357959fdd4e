"""The books in SQL, and the unit of work that opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

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
from ivr.store.reach import Reach, Within
from ivr.store.waiting import SqlHandoffs


class SqlBooks:
    """`ivr.domain.ports.Books` on a database. Each is opened when it is first asked for: an action wants one or two."""

    def __init__(self, reach: Reach, line: str, keys: Keys, outbox: Outbox) -> None:
        self._reach, self.line, self.keys, self.outbox = reach, line, keys, outbox

    @cached_property
    def customers(self) -> SqlCustomers:
        return SqlCustomers(self._reach, self.line)

    @cached_property
    def contacts(self) -> SqlContacts:
        return SqlContacts(self._reach, self.line)

    @cached_property
    def accounts(self) -> SqlAccounts:
        return SqlAccounts(self._reach, self.line, self.keys)

    @cached_property
    def plans(self) -> SqlPlans:
        return SqlPlans(self._reach, self.line)

    @cached_property
    def transactions(self) -> SqlTransactions:
        return SqlTransactions(self._reach, self.line)

    @cached_property
    def payments(self) -> SqlPayments:
        return SqlPayments(self._reach, self.line)

    @cached_property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self._reach, self.line)

    @cached_property
    def deferrals(self) -> SqlDeferrals:
        return SqlDeferrals(self._reach, self.line)

    @cached_property
    def cases(self) -> SqlCases:
        return SqlCases(self._reach, self.line)

    @cached_property
    def claims(self) -> SqlClaims:
        return SqlClaims(self._reach, self.line)

    @cached_property
    def challenges(self) -> SqlChallenges:
        return SqlChallenges(self._reach, self.line)

    @cached_property
    def counters(self) -> SqlCounters:
        return SqlCounters(self._reach, self.line)

    @cached_property
    def handoffs(self) -> SqlHandoffs:
        return SqlHandoffs(self._reach, self.line)

    @cached_property
    def line_types(self) -> SqlLineTypes:
        return SqlLineTypes(self._reach, self.line, self.keys)

    @cached_property
    def cut_offs(self) -> SqlCutOffs:
        return SqlCutOffs(self._reach, self.line)


def books_of(connection: sa.Connection, line: str, keys: Keys, outbox: Outbox) -> Books:
    """The line's books in the connection's transaction."""
    return SqlBooks(Within(connection), line, keys, outbox)


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

"""What a turn holds of the database, and for how long: as little as it can.

An ordinary turn reads the call, works in memory, and writes once, where the write itself makes sure that nobody else
has moved the call since. It holds nothing meanwhile. A turn in which an action works within our database needs a
transaction: it is begun when the first of them asks for it, with the call's row locked and found as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Protocol

from sqlalchemy import Connection

from ivr.errors import TurnMoved
from ivr.store import calls
from ivr.store.calls import Answered, CallRow, TurnRow
from ivr.store.database import Database
from ivr.store.direct import Direct
from ivr.store.reach import Reach, Within

LOCK_SECONDS = 2.0
"""Past this a turn answers an unstored redirect to itself."""


class Held(Protocol):
    @property
    def connection(self) -> Connection:
        """The transaction that all of the turn's work is in; begun when it is first asked for."""
        ...

    def undoing(self, *, reads: bool) -> AbstractContextManager[Reach]:
        """What an action works in: the transaction, from which its work is undone when the block raises. One that only
        `reads` is no reason to begin it."""
        ...


class Open:
    """A transaction that was there before."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def undoing(self, *, reads: bool) -> AbstractContextManager[Reach]:  # noqa: ARG002 - it is begun
        return savepoint(self.connection)


@contextmanager
def savepoint(connection: Connection) -> Iterator[Reach]:
    with connection.begin_nested():
        yield Within(connection)


class Reading:
    """A turn's ways to the database as long as it has no transaction: each statement is one of its own."""

    def __init__(self, holding: Holding) -> None:
        self._holding = holding

    @property
    def connection(self) -> Connection:
        return self._holding.plain

    @property
    def direct(self) -> Direct | None:
        return self._holding.direct


class Holding:
    """One turn's way to the database. Committed when the block ends, undone when it raises."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stack = ExitStack()
        self._plain: Connection | None = None
        self._direct: Direct | None = None
        self._transaction: Connection | None = None
        self._row: CallRow | None = None
        self._new: int | None = None

    def __enter__(self) -> Holding:
        return self

    def __exit__(self, *raised: object) -> bool | None:
        return self._stack.__exit__(*raised)  # type: ignore[arg-type]  # as it was given

    @property
    def plain(self) -> Connection:
        """Whose every statement is a transaction of its own."""
        if self._plain is None:
            self._plain = self._stack.enter_context(self._database.plain())
        return self._plain

    @property
    def direct(self) -> Direct | None:
        """The same, by the shortest way there is: for what every turn sends. None where there is none."""
        if self._direct is None:
            self._direct = self._database.direct()
            if self._direct is not None:
                self._stack.callback(self._database.put_back, self._direct)
        return self._direct

    def find(self, call: str, number: int) -> tuple[CallRow, Answered | None] | None:
        """The call as it stands, and the answer that was given to its turn `number`."""
        return calls.find(self.direct or self.plain, call, number)

    @contextmanager
    def undoing(self, *, reads: bool) -> Iterator[Reach]:
        if reads and self._transaction is None:
            yield Reading(self)
        else:
            with savepoint(self.connection) as reach:
                yield reach

    def let_go(self) -> None:
        """Hold nothing, before something is waited for."""
        self._stack.close()
        self._plain = self._direct = None
        if self._database.turnstile is not None:
            self._database.turnstile.leave()

    def about(self, row: CallRow, *, new: int | None = None) -> None:
        """The call as it was read; `new` is when it began (ms), where it is not there yet."""
        self._row, self._new = row, new

    @property
    def connection(self) -> Connection:
        """The turn's transaction, with the call's row locked. Raises TurnMoved when the call is not as it was read,
        TurnBusy when its row was not won."""
        if self._transaction is None:
            assert self._row is not None, "a turn reads its call before it holds it"
            self.let_go()
            self._transaction = self._stack.enter_context(self._database.begin(LOCK_SECONDS))
            if self._new is not None:
                there = calls.start(self._transaction, self._row, self._new)
            else:
                there = calls.lock(self._transaction, self._row.id) == self._row
            if not there:
                raise TurnMoved("the call went on while its turn was taken")
        return self._transaction

    def write(self, after: CallRow, taken: TurnRow) -> None:
        """Keep the turn and the state after it. Raises TurnMoved when the call is not as it was read any more."""
        new = self._new is not None and self._transaction is None  # with a transaction it is there since that began
        keep = calls.begin if new else calls.answer
        way = self._transaction or self.direct
        if way is not None:
            kept = keep(way, after, taken)
        else:
            self.let_go()
            with self._database.begin(LOCK_SECONDS) as connection:
                kept = keep(connection, after, taken)
        if not kept:
            raise TurnMoved("the call went on while its turn was taken")

"""A database that breaks as databases do, and lets transactions meet as PostgreSQL does, on a SQLite file.

By rows (`Weather.mode`), a transaction sees what is committed at each statement, as PostgreSQL's READ COMMITTED does,
until it first writes; from there to its end it is the only one that writes. FOR UPDATE and updates hold their rows, so
a turn that forgets to lock its call's row is interleaved with another. That allows fewer schedules than PostgreSQL
does and none that PostgreSQL forbids; where it would lock up though PostgreSQL would not, one transaction fails, as
PostgreSQL itself lets one fail now and then. By file, a transaction holds the whole database from its beginning, as
ours does on SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext

from ivr.chaos.locks import DeadlockError, Holder, Key, Locks
from ivr.chaos.rows import held_by
from ivr.chaos.scheduler import Owner
from ivr.chaos.world import World
from ivr.errors import TurnBusy
from ivr.store.balances import Imbalance, unbalanced
from ivr.store.database import BUSY_SECONDS, Database

_OPTION = "ivr_chaos"
WRITING: Key = ("the one that writes",)
HARMLESS = "SELECT 1"
STATEMENT_SECONDS = 0.0015
"""How long a statement takes on average, in virtual seconds."""


@dataclass(eq=False)
class Transaction:
    """One transaction under way."""

    store: Storage
    owner: Owner
    wait: float
    reads: bool = False
    holder: Holder = field(default_factory=Holder)
    savepoints: list[str] = field(default_factory=list)
    begun: bool = False
    failed: bool = False
    gone: bool = False


class Storage:
    """The database server of a run: the file, who holds what in it, and whether it is reached at all."""

    def __init__(self, world: World, file: Path) -> None:
        self.world, self.file = world, file
        self.locks = Locks(world.scheduler)
        self.away_until = self.full_until = 0.0
        self.written = 0
        self._known_at = -1
        self._due: int | None = None
        _FILE[0] = file
        self._peeking = _connect()  # the simulation's own look, which takes no time and never fails
        self._peeking.row_factory = sqlite3.Row

    def next_due(self) -> float:
        """Virtual seconds until an effect is due, at most an hour; 0 while one is under way or due."""
        if self._known_at != self.written:  # servers ask every two seconds
            query = """SELECT min(CASE status WHEN 'running' THEN 0 ELSE due END) FROM effects
                WHERE status IN ('ready', 'running')"""
            self._known_at, self._due = self.written, self._peeking.execute(query).fetchone()[0]
        due = self._due
        return min(max(0.0, due / 1000 - self.world.now().timestamp()), 3600.0) if due is not None else 3600.0

    def open_effects(self) -> int:
        """How many effects have not come to their end."""
        query = "SELECT count(*) FROM effects WHERE status IN ('ready', 'running')"
        return int(self._peeking.execute(query).fetchone()[0])

    def rows(self, query: str, *given: str) -> list[dict[str, Any]]:
        """What is in the database, as its columns are. `given` are the values of the query's `?`."""
        return [dict(row) for row in self._peeking.execute(query, given)]

    def imbalances(self) -> list[Imbalance]:
        """What the double entries say is wrong."""
        with engine().connect() as connection:
            return unbalanced(connection)

    def close(self) -> None:
        self._peeking.close()
        engine().dispose()

    def breaks(self, error: str, *, lost: bool = False) -> sa.exc.OperationalError:
        """A statement's error; `lost`: the connection went with it."""
        return sa.exc.OperationalError(None, None, sqlite3.OperationalError(error), connection_invalidated=lost)


class ChaosDatabase(Database):
    """One process's way to the storage."""

    def __init__(self, storage: Storage, owner: Owner) -> None:
        self._storage, self._owner = storage, owner
        self.is_sqlite = True
        self.turnstile = None  # one thread plays everything
        self.engine = engine()

    @contextmanager
    def begin(self, wait: float = BUSY_SECONDS) -> Iterator[sa.Connection]:
        try:
            with self._open(Transaction(self._storage, self._owner, wait)) as connection:
                yield connection
        except sa.exc.OperationalError as error:
            if isinstance(error.orig, psycopg.errors.LockNotAvailable):
                raise TurnBusy(f"a row has been held for {wait} s") from None
            raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._open(Transaction(self._storage, self._owner, 0.0, reads=True)) as connection:
            yield connection

    @contextmanager
    def plain(self) -> Iterator[sa.Connection]:
        with self.reading() as connection:
            yield connection

    def direct(self) -> None:
        """Everything goes where it can be made to break."""

    def close(self) -> None:
        """The engine is everybody's."""

    @contextmanager
    def _open(self, transaction: Transaction) -> Iterator[sa.Connection]:
        storage = self._storage
        world = storage.world
        world.scheduler.sleep(0.0)
        if world.scheduler.now < storage.away_until:
            world.story.count("fault: store_away")
            raise storage.breaks("could not connect to server", lost=True)
        try:
            with self.engine.connect().execution_options(**{_OPTION: transaction}) as connection:
                if world.weather.mode == "file":
                    _whole_file(transaction, connection)
                with connection.begin() as under_way:
                    yield connection
                    if not transaction.reads:
                        self._commit(transaction, under_way)
        finally:
            storage.locks.release(transaction.holder)

    def _commit(self, transaction: Transaction, under_way: sa.RootTransaction) -> None:
        world, storage = self._storage.world, self._storage
        if transaction.gone or transaction.failed:
            raise storage.breaks("the transaction was aborted")
        if not transaction.begun:
            return  # it wrote nothing
        world.point(self._owner, "kill_commit", "just before a commit")
        if world.weather.strikes("store_commit"):
            took_effect = world.weather.stream("store_commit").random() < 0.5
            if took_effect:
                under_way.commit()
                storage.written += 1
            what = "after it took effect" if took_effect else "without effect"
            world.story.fault("store_commit", self._owner.name, f"a commit fails {what}")
            raise storage.breaks("server closed the connection unexpectedly", lost=True)
        under_way.commit()
        storage.written += 1
        storage.locks.release(transaction.holder)
        world.point(self._owner, "kill_commit", "just after a commit")


def _whole_file(transaction: Transaction, connection: sa.Connection) -> None:
    if transaction.reads:
        return
    if not transaction.store.locks.take(WRITING, transaction.holder, transaction.wait):
        raise TurnBusy(f"the database has been busy for {transaction.wait} s")
    transaction.begun = True
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.close()


def _before(
    connection: sa.Connection,
    cursor: DBAPICursor,
    statement: str,
    parameters: object,
    context: ExecutionContext | None,
    _many: bool,
) -> tuple[str, object]:
    """Before every statement: time goes by, faults strike, locks are taken. May make it harmless."""
    transaction: Transaction | None = connection.get_execution_options().get(_OPTION)
    if transaction is None:
        return statement, parameters
    store, world, owner = transaction.store, transaction.store.world, transaction.owner
    word = statement.lstrip()[:9].upper()
    if transaction.gone:
        raise store.breaks("the connection is closed", lost=True)
    if word.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE")):
        return _savepoint(transaction, statement), parameters
    if transaction.failed:
        raise store.breaks("current transaction is aborted, commands ignored until end of transaction block")
    world.scheduler.sleep(world.weather.stream("statements").expovariate(1 / STATEMENT_SECONDS))
    world.point(owner, "kill_statement", f"at a statement ({word.split()[0]})")
    if world.scheduler.now < store.away_until:
        transaction.gone = True
        world.story.fault("store_away", owner.name, "the database goes away")
        raise store.breaks("server closed the connection unexpectedly", lost=True)
    if world.weather.strikes("store_gone"):
        transaction.gone = True
        world.story.fault("store_gone", owner.name, f"the connection breaks at: {_short(statement)}")
        raise store.breaks("server closed the connection unexpectedly", lost=True)
    if world.weather.strikes("store_statement"):
        transaction.failed = True
        world.story.fault("store_statement", owner.name, f"fails: {_short(statement)}")
        raise store.breaks("disk I/O error")
    writes = not word.startswith("SELECT")
    if writes and world.scheduler.now < store.full_until:
        transaction.failed = True
        world.story.fault("store_full", owner.name, f"no room for: {_short(statement)}")
        raise store.breaks("database or disk is full")
    if world.weather.mode == "rows" and not transaction.reads:
        for key in held_by(context):
            _take(transaction, key)
        if writes and not transaction.begun:
            _take(transaction, WRITING)
            transaction.begun = True
            for each in ("BEGIN IMMEDIATE", *(f"SAVEPOINT {name}" for name in transaction.savepoints)):
                cursor.execute(each)
    return statement, parameters


def _take(transaction: Transaction, key: Key) -> None:
    try:
        if transaction.store.locks.take(key, transaction.holder, transaction.wait):
            return
    except DeadlockError:
        transaction.failed = True
        transaction.store.world.story.fault("deadlock", transaction.owner.name, f"deadlock over {' '.join(key)}")
        raise transaction.store.breaks("deadlock detected") from None
    transaction.failed = True
    raise sa.exc.OperationalError(None, None, psycopg.errors.LockNotAvailable())


def _savepoint(transaction: Transaction, statement: str) -> str:
    """Savepoints before the first write are only remembered: SQLite would begin a transaction with them."""
    name = statement.rsplit(maxsplit=1)[-1]
    if statement.upper().startswith("SAVEPOINT"):
        transaction.savepoints.append(name)
    else:
        at = transaction.savepoints.index(name)
        rolls_back = statement.upper().startswith("ROLLBACK")
        del transaction.savepoints[at + rolls_back :]
        transaction.failed = transaction.failed and not rolls_back
    return statement if transaction.begun else HARMLESS


def _short(statement: str) -> str:
    return " ".join(statement.split())[:70]


_FILE = [Path()]
"""The file that connections are made to. The engine outlives runs, since what it compiled is worth keeping."""


@cache
def engine() -> sa.Engine:
    made = sa.create_engine("sqlite://", creator=_connect, poolclass=sa.QueuePool, pool_size=20, max_overflow=-1)
    sa.event.listen(made, "before_cursor_execute", _before, retval=True)
    return made


def _connect() -> sqlite3.Connection:
    # Everybody is in this one thread, and `Locks` lets one at a time write: the file's own locks, and a journal for a
    # machine that fails, would only take time.
    where = f"{_FILE[0].as_uri()}?nolock=1"
    connection = sqlite3.connect(where, uri=True, timeout=0.0, isolation_level=None, check_same_thread=False)
    for pragma in ("synchronous = OFF", "journal_mode = MEMORY", "cache_spill = OFF", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

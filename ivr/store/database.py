"""The database: SQLite by default, PostgreSQL by its URL, one way to begin a transaction on either."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from ivr.errors import SettingsError, TurnBusy
from ivr.store.direct import Direct, PostgresDirect, SqliteDirect
from ivr.store.turnstile import Turnstile

_READING = "ivr_reading"
PLAIN = "ivr_plain"
"""The option of connections whose every statement is a transaction of its own."""

BUSY_SECONDS = 5.0
"""How long SQLite, and the lock before it, wait for another writer: a third of the 15 s a webhook has."""
ROW_SECONDS = 2.0
"""How long a statement by itself waits for a row that somebody else holds (PostgreSQL's `lock_timeout`)."""

_LIBPQ = {"connect_timeout": 3, "tcp_user_timeout": 5000, "keepalives_idle": 10, "keepalives_interval": 5}
"""Seconds, but for tcp_user_timeout: milliseconds. A server that vanished without a word is found out within a
webhook's life (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS)."""


def database_url(text: str) -> URL:
    """The URL with the driver this project uses. Raises SettingsError (without the URL: it may hold a password)."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise SettingsError("DATABASE_URL is not a URL such as sqlite:///ivr.db or postgresql://...") from error
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("postgresql+psycopg", "sqlite"):
        return url
    raise SettingsError(f"DATABASE_URL names {url.drivername}; this line runs on sqlite and postgresql")


def is_away(error: BaseException | None) -> bool:
    """Whether this came of a PostgreSQL that is not there for the moment (refused, starting, shutting down, connection
    lost) or that undid a transaction to end a deadlock: it passes, and nothing was done, or all of it."""
    while error is not None:
        if isinstance(error, sa.exc.DBAPIError):
            state = error.orig.sqlstate or "" if isinstance(error.orig, psycopg.OperationalError) else None
            if error.connection_invalidated or (state is not None and (not state or state.startswith(_PASSING))):
                return True
        error = error.__cause__ or error.__context__
    return False


_PASSING = ("08", "40", "57P", "53300")
"""Connection exceptions, transaction rollbacks, operator's interventions, too many connections
(https://www.postgresql.org/docs/current/errcodes-appendix.html). What has no code at all never reached a server."""


class Database:
    """An engine, and `begin`. On SQLite writers take turns: one process only, see docs/decisions."""

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self._one_connection = self.is_sqlite and parsed.database in (None, "", ":memory:")
        self._writing = threading.Lock() if self.is_sqlite else None
        self._spare: deque[Direct] = deque()
        self.turnstile = Turnstile() if self.is_sqlite else None
        """For a server's threads, around a turn; PostgreSQL wants none."""
        if self.is_sqlite:
            self.engine = _sqlite(parsed)
            self._plain: sa.Engine = self.engine.execution_options(**{PLAIN: True})
        else:
            self.engine = sa.create_engine(
                parsed, pool_size=10, max_overflow=10, pool_timeout=BUSY_SECONDS, connect_args=_LIBPQ
            )
            sa.event.listen(self.engine, "connect", _wait_for_no_row_longer)
            # Of its own, so that nothing is set and reset each time one is taken.
            self._plain = sa.create_engine(
                parsed,
                pool_size=6,
                max_overflow=10,
                pool_timeout=BUSY_SECONDS,
                pool_reset_on_return=None,
                isolation_level="AUTOCOMMIT",
                connect_args=_LIBPQ,
                execution_options={PLAIN: True},
            )
            sa.event.listen(self._plain, "connect", _wait_for_no_row_longer)

    def one_by_one(self) -> AbstractContextManager[None]:
        """Around a turn: it is taken when the ones before it have been, where that is quicker for all."""
        return nullcontext() if self.turnstile is None else self.turnstile.passed()

    @contextmanager
    def begin(self, wait: float = BUSY_SECONDS) -> Iterator[sa.Connection]:
        """A connection in a transaction: committed when the block ends, rolled back when it raises.

        On SQLite only one thread is in here at a time, and one that waits longer than `wait` seconds gets TurnBusy.
        """
        if self._writing is None:
            setting = f"SET LOCAL lock_timeout = {int(wait * 1000)}"
            with _busy(wait), _alive(self.engine, setting) as connection:
                yield connection
                connection.commit()
            return
        if not self._writing.acquire(timeout=wait):
            raise TurnBusy(f"the database has been busy for {wait} s")
        try:
            with self.engine.begin() as connection:
                yield connection
        finally:
            self._writing.release()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that only reads, and waits for no writer (SQLite in memory has but one connection)."""
        if self._one_connection:
            with self.begin() as connection:
                yield connection
        elif self.is_sqlite:
            with self.engine.connect().execution_options(**{_READING: True}) as connection, connection.begin():
                yield connection
        else:
            with _alive(self._plain, "SELECT 1") as connection:
                yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """A connection that reads the database as it is at one moment, however long that takes."""
        if self.is_sqlite:
            with self.reading() as connection:
                yield connection
            return
        at_once = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**at_once) as connection, connection.begin():
            yield connection

    @contextmanager
    def plain(self) -> Iterator[sa.Connection]:
        """A connection whose every statement is a transaction of its own; raises TurnBusy where one waits for a row
        longer than ROW_SECONDS. On SQLite it is for reading only.

        Nothing makes sure that the connection is alive, for that is a round trip: who uses it begins anew when it is
        `lost`.
        """
        if self._one_connection:
            with self.begin() as connection:
                yield connection
            return
        with _busy(ROW_SECONDS), self._plain.connect() as connection:
            yield connection

    def direct(self) -> Direct | None:
        """The shortest way to a turn's two statements, each or each pair a transaction of its own. To be closed. None
        where there is none, and `plain` and `begin` are to be used."""
        try:
            return self._spare.pop()
        except IndexError:
            pass
        if self._writing is None:
            return PostgresDirect(self._plain, ROW_SECONDS)
        return None if self._one_connection else SqliteDirect(self.engine, self._writing, ROW_SECONDS)

    def put_back(self, direct: Direct) -> None:
        """For the next to ask. As many are kept as were ever in use at once, which is as many as there are threads."""
        if direct.lost:  # all others are as old
            self._close_spare()
            direct.close()
        else:
            self._spare.append(direct)

    def _close_spare(self) -> None:
        while self._spare:
            self._spare.pop().close()

    def close(self) -> None:
        self._close_spare()
        self._plain.dispose()
        self.engine.dispose()


def lost(error: Exception) -> bool:
    """Whether this says that the connection to the database broke: another one may well work."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


@contextmanager
def _busy(wait: float) -> Iterator[None]:
    """Tells of a row that is held as TurnBusy."""
    try:
        yield
    except sa.exc.OperationalError as error:
        if isinstance(error.orig, psycopg.errors.LockNotAvailable):
            raise TurnBusy(f"a row has been held for {wait} s") from None
        raise


def _alive(engine: sa.Engine, first: str) -> sa.Connection:
    """A connection that has just done `first`; one that had died in the pool is replaced."""
    connection = engine.connect()
    try:
        connection.exec_driver_sql(first)
    except DBAPIError as error:
        connection.close()
        if not lost(error):
            raise
    else:
        return connection
    connection = engine.connect()  # a new one: all that are older than the one that was lost are given up with it
    connection.exec_driver_sql(first)
    return connection


def _wait_for_no_row_longer(connection: psycopg.Connection[object], _record: ConnectionPoolEntry) -> None:
    kept, connection.autocommit = connection.autocommit, True
    connection.execute(f"SET lock_timeout = {int(ROW_SECONDS * 1000)}")
    connection.autocommit = kept


def _sqlite(url: URL) -> sa.Engine:
    options = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    if url.database in (None, "", ":memory:"):
        engine = sa.create_engine(url, connect_args=options, poolclass=StaticPool)
    else:
        engine = sa.create_engine(url, connect_args=options)

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # else the module begins and commits as it sees fit
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A deferred transaction that reads and then writes fails with SQLITE_BUSY at once; an immediate one waits.
        options = connection.get_execution_options()
        if not options.get(PLAIN, False):
            connection.exec_driver_sql("BEGIN" if options.get(_READING, False) else "BEGIN IMMEDIATE")

    return engine

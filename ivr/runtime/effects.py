"""Effects: what is done outside. Decided in a turn's transaction, performed after its commit and outside any, booked
with their result in a transaction of their own.

A process may die at any point. Before the claim: `sweep` finds the effect ready. Between claim and booking: its lease
lapses and `sweep` finds it; a charge is then looked up at the processor under its key, a code is not sent again
(at most once), other messages are (at least once). After the booking there is nothing left to do. The database may go
away at any point, too: a booking is tried again until the lease has lapsed.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from ivr import logs, metrics
from ivr.errors import TurnBusy
from ivr.runtime.clock import milliseconds
from ivr.runtime.leases import LEASE_MS, Leases
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import effects
from ivr.store.database import Database, is_away
from ivr.store.effects import EffectRow, Named

log = logging.getLogger(__name__)

THREADS = 8
"""Effects of one kind that a process performs at once: nearly all of their time they wait for somebody else's server.
A service that hangs keeps its own threads busy, and nobody else's."""
BOOK_AGAIN_SECONDS = (0.1, 0.2, 0.5, 1.0, 2.0)
"""Pauses before a booking is tried again; the last one for all further tries."""
MOST_WAITING = 2
"""Turns of one process that may wait for an effect's result at once, of the four threads that serve."""
BACKLOG_SECONDS = 0.05


@dataclass(frozen=True)
class Result:
    """What a call gets to know of its effect: `ended` is None while nothing is known. `age`: seconds since it was
    decided on."""

    ended: str | None
    age: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What to do with an effect after a try: finish it as `status` with `ended` for its call, or come back to it later
    (with `ended`: what its call is told meanwhile; `untried`: its service was not even called)."""

    status: str = "done"
    ended: str | None = None
    again_in_ms: int | None = None
    untried: bool = False


@dataclass(frozen=True)
class Booker:
    """A booking's transaction. Effects that it decides on in turn (receipts) go to `started`."""

    connection: Connection
    started: list[Named]


Performer = Callable[[EffectRow], Callable[[Booker], Outcome]]
"""Performs outside any transaction, and gives what is to be booked; that is then called within one."""


class _LeaseLostError(Exception):
    """The lease lapsed, and somebody else has the effect, or has booked it: nothing of this booking is to stay."""


class Effects:
    """Performs effects on a small pool of threads for each kind; any number of processes may have one."""

    def __init__(
        self,
        database: Database,
        performers: Mapping[str, Performer],
        threads: int = THREADS,
        machine: Machine = MACHINE,
    ) -> None:
        self._database = database
        self._performers = performers
        self._machine = machine
        self._threads = threads
        self._pools = {kind: machine.pool(threads, f"effects-{kind}") for kind in performers}
        self._leases = Leases(database, machine)
        self._claimed: dict[str, EffectRow] = {}
        self._seats = threading.BoundedSemaphore(MOST_WAITING)
        self._stop = threading.Event()

    def start(self, found: Iterable[Named]) -> None:
        """Perform these soon. Only to be called when the transaction that decided on them is committed."""
        if self._stop.is_set():
            return  # the server is going: a sweep of another one finds them
        for key, kind in found:
            self._pools[kind].submit(self._perform_logged, key)

    def _perform_logged(self, key: str) -> None:
        try:
            self.perform(key)
        except Exception:
            log.exception("effect %s was not completed; a sweep will find it", key)

    def perform(self, key: str) -> None:
        """Claim, perform and book one effect; nothing happens when somebody else has it or it is done."""
        row = self._claimed.pop(key, None) or self._leases.claim(key)
        if row is None:
            return
        try:
            with logs.about(call=row.call, line=row.line, effect=row.key):
                started = self._booked(row, self._performers[row.kind](row))
        finally:
            self._leases.drop(row)
        self.start(started)

    def _booked(self, row: EffectRow, book: Callable[[Booker], Outcome]) -> list[Named]:
        """Book what came of an effect, and give the effects that the booking decided on.

        It was done, and to do it again might charge or tell somebody twice: so while the database is away the booking
        is tried again, until the lease has lapsed and somebody else may have taken it up.
        """
        until = self._machine.monotonic() + LEASE_MS / 1000
        pauses = iter(BOOK_AGAIN_SECONDS)
        pause = BOOK_AGAIN_SECONDS[-1]
        while True:
            try:
                return self._book(row, book)
            except _LeaseLostError:
                log.warning("effect %s is another's by now: what came of it is not booked here", row.key)
                return []
            except (DBAPIError, TurnBusy) as error:
                pause = next(pauses, pause)
                if self._machine.monotonic() + pause > until:
                    raise
                log.warning("effect %s could not be booked, trying again: %s", row.key, type(error).__name__)
                self._machine.sleep(pause)

    def _book(self, row: EffectRow, book: Callable[[Booker], Outcome]) -> list[Named]:
        started: list[Named] = []
        with self._database.begin() as connection:
            effects.hold(connection, row.key)  # first of all, as in a turn that gives up on it: no deadlock
            outcome = book(Booker(connection, started))
            now = self._now()
            if outcome.again_in_ms is not None:
                due = now + outcome.again_in_ms
                ours = effects.postpone(connection, row, due, outcome.ended, untried=outcome.untried)
            else:
                ours = effects.finish(connection, row, outcome.status, outcome.ended, now)
            if not ours:
                raise _LeaseLostError
        metrics.EFFECTS.labels(row.kind, "later" if outcome.again_in_ms is not None else outcome.status).inc()
        return started

    def result(self, key: str, patience: float) -> Result:
        """What an effect's call gets to know, waiting at most `patience` seconds for it, holding nothing; not at all
        where no seat is free: with a service that hangs, those who wait would soon have every thread of the server."""
        seated = self._seats.acquire(blocking=False)
        try:
            return self._result(key, patience if seated else 0)
        finally:
            if seated:
                self._seats.release()

    def _result(self, key: str, patience: float) -> Result:
        until = self._machine.monotonic() + patience
        while True:
            with self._database.reading() as connection:
                row = effects.get(connection, key)
            if row is None:
                return Result(None, age=math.inf)
            if row.ended is not None or self._machine.monotonic() >= until:
                return Result(row.ended, (self._now() - row.made) / 1000)
            self._machine.sleep(0.02)

    def sweep(self) -> int:
        """Take up what nobody is performing (never started, postponed and due, or left by a process that died), as
        much of each kind as there are threads for. Gives how many that were; they are performed on the pools."""
        self._leases.renew()
        return sum(self._sweep(kind) for kind in self._pools)

    def _sweep(self, kind: str) -> int:
        free = self._threads - self._leases.of(kind)
        rows = self._leases.claim_due(kind, free) if free > 0 else []
        self._claimed.update({row.key: row for row in rows})
        for row in rows:
            self._pools[kind].submit(self._perform_logged, row.key)
        return len(rows)

    def drain(self) -> int:
        """Perform all that is due, and wait until it is booked. Gives how many effects that were."""
        done = 0
        while (taken := self.sweep()) or len(self._leases):
            done += taken
            self._machine.sleep(0.02)
        return done

    def work(self, every: float = 2.0) -> None:
        """Sweep until `close`; while there is a backlog without a pause to speak of."""
        pause = every
        while not self._stop.wait(pause):
            try:
                pause = BACKLOG_SECONDS if self.sweep() else every
            except Exception as error:
                pause = every
                log.exception("a sweep failed; the next one is in %s s", every, exc_info=not is_away(error))

    def settle(self, patience: float = 10.0) -> bool:
        """Wait until nothing is under way that is due now; False when `patience` seconds were not enough."""
        until = self._machine.monotonic() + patience
        while self._machine.monotonic() < until:
            with self._database.reading() as connection:
                if effects.under_way(connection, self._now()) == 0:
                    return True
            self._machine.sleep(0.02)
        return False

    def _now(self) -> int:
        return milliseconds(self._machine.now())

    def stop(self) -> None:
        """Let `work` end."""
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        for pool in self._pools.values():
            pool.close()

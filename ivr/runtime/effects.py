"""Effects: what is done outside. Decided in a turn's transaction, performed after its commit and outside any, booked
with their result in a transaction of their own.

A process may die at any point. Before the claim: `sweep` finds the effect ready. Between claim and booking: its lease
lapses and `sweep` finds it; a charge is then looked up at the processor under its key, a code is not sent again
(at most once), other messages are (at least once). After the booking there is nothing left to do.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from ivr.runtime.clock import milliseconds
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import effects
from ivr.store.database import Database
from ivr.store.effects import EffectRow

log = logging.getLogger(__name__)

LEASE_MS = 60_000
"""Longer than any gateway's time-out, so that a live performer never loses its effect to another."""
SWEEP_LIMIT = 50
GIVE_UP_MS = 60_000
"""How long a caller is kept waiting for an effect: then they are told that it is not known yet."""


@dataclass(frozen=True)
class Result:
    """What a call gets to know of its effect: None while nothing is known. `given_up`: it is not to wait any longer."""

    ended: str | None
    given_up: bool = False


@dataclass(frozen=True)
class Outcome:
    """What to do with an effect after a try: finish it as `status` with `ended` for its call, or come back to it later
    (with `ended`: what its call is told meanwhile)."""

    status: str = "done"
    ended: str | None = None
    again_in_ms: int | None = None


@dataclass(frozen=True)
class Booker:
    """A booking's transaction. Effects that it decides on in turn (receipts) go to `started`."""

    connection: Connection
    started: list[str]


Performer = Callable[[EffectRow], Callable[[Booker], Outcome]]
"""Performs outside any transaction, and gives what is to be booked; that is then called within one."""


class Effects:
    """Performs effects on a small pool of threads; any number of processes may have one."""

    def __init__(
        self, database: Database, performers: dict[str, Performer], threads: int = 4, machine: Machine = MACHINE
    ) -> None:
        self._database = database
        self._performers = performers
        self._machine = machine
        self._pool = machine.pool(threads, "effects")
        self._stop = threading.Event()

    def start(self, keys: Iterable[str]) -> None:
        """Perform these soon. Only to be called when the transaction that decided on them is committed."""
        for key in keys:
            self._pool.submit(self._perform_logged, key)

    def _perform_logged(self, key: str) -> None:
        try:
            self.perform(key)
        except Exception:
            log.exception("effect %s was not completed; a sweep will find it", key)

    def perform(self, key: str) -> None:
        """Claim, perform and book one effect; nothing happens when somebody else has it or it is done."""
        now = self._now()
        with self._database.begin() as connection:
            row = effects.claim(connection, key, now, now + LEASE_MS)
        if row is None:
            return
        book = self._performers[row.kind](row)
        started: list[str] = []
        with self._database.begin() as connection:
            outcome = book(Booker(connection, started))
            now = self._now()
            if outcome.again_in_ms is not None:
                effects.postpone(connection, key, now + outcome.again_in_ms, outcome.ended)
            else:
                effects.finish(connection, key, outcome.status, outcome.ended, now)
        self.start(started)

    def result(self, key: str, patience: float) -> Result:
        """What an effect's call gets to know, waiting at most `patience` seconds for it, holding nothing."""
        until = self._machine.monotonic() + patience
        while True:
            with self._database.reading() as connection:
                row = effects.get(connection, key)
            if row is None:
                return Result(None, given_up=True)
            if row.ended is not None or self._machine.monotonic() >= until:
                return Result(row.ended, given_up=self._now() - row.made > GIVE_UP_MS)
            self._machine.sleep(0.02)

    def sweep(self) -> int:
        """Perform what nobody is performing: never started, postponed and due, or left by a process that died."""
        with self._database.reading() as connection:
            keys = effects.claimable(connection, self._now(), SWEEP_LIMIT)
        for key in keys:
            self._perform_logged(key)
        return len(keys)

    def work(self, every: float = 2.0) -> None:
        """Sweep until `close`."""
        while not self._stop.wait(every):
            try:
                self.sweep()
            except Exception:
                log.exception("a sweep failed; the next one is in %s s", every)

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
        self._pool.close()

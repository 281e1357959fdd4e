"""What the processor tells by itself: results that come late settle their charge through the same booking as its own
answer, each event once, in any order, before or after that answer.

A success is booked whatever was believed before: money was taken. A refusal settles only a charge that is waiting to be
known: one that is under way hears it itself, and one that is settled has no use for it.
"""

from __future__ import annotations

import logging
from typing import Literal

from sqlalchemy import Connection

from ivr.gateways.notices import Notice
from ivr.runtime.action import Performed
from ivr.runtime.charging import Book, order_of
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Booker, Effects
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.returning import Came, Returns
from ivr.store import effects, processor_events
from ivr.store.database import Database
from ivr.store.effects import EffectRow

log = logging.getLogger(__name__)

Told = Literal["booked", "known", "contested", "noted", "stranger", "repeated", "waiting"]
"""What came of a notice: contested (a case for a person), noted (no result), stranger (no charge of ours), waiting
(money left of a charge that we do not know, or not yet)."""
RETURNED: tuple[Came, ...] = ("booked", "waiting", "known")
"""Of several returns in one notice, what most is said of."""


class LateResults:
    """Takes notices; any number of processes may."""

    def __init__(
        self, database: Database, pending: Effects, book: Book, returns: Returns, machine: Machine = MACHINE
    ) -> None:
        self._database, self._effects, self._book, self._machine = database, pending, book, machine
        self._returns = returns

    def told(self, notice: Notice) -> Told:
        """Book what the notice tells, in one transaction with the note that it was told. What fails is as if it had
        not been told at all: the processor tells it again."""
        started: list[effects.Named] = []
        with self._database.begin() as connection:
            now = milliseconds(self._machine.now())
            new = processor_events.add(connection, notice.id, notice.kind, notice.reference, notice.key, now)
            result = self._taken(connection, notice, started, now) if new else "repeated"
            if new:
                processor_events.conclude(connection, notice.id, result)
        log.info("event %s (%s) of %s: %s", notice.id, notice.kind, notice.reference, result)
        self._effects.start(started)
        return result

    def _taken(self, connection: Connection, notice: Notice, started: list[effects.Named], now: int) -> Told:
        booker = Booker(connection, started)
        if notice.returned:
            came = [self._returns.told(booker, each) for each in notice.returned]
            return next((each for each in RETURNED if each in came), "known")
        row = _effect(connection, notice)
        if row is None:
            return "stranger"
        if notice.came is None:
            return "noted"
        if notice.came.status == "succeeded":
            if notice.amount != order_of(row).amount:
                log.error("charge %s took %s: that is not its amount", row.key, notice.amount)
                self._book(booker, row, Performed("contested", notice.reference, "amount"))
                return "contested"
        elif row.ended is None or row.status != "ready":
            return "known"
        performed = Performed(notice.came.status, notice.came.reference, notice.came.detail)
        effects.settle(connection, row.key, self._book(booker, row, performed), now)
        return "booked"


def _effect(connection: Connection, notice: Notice) -> EffectRow | None:
    """The charge that a notice is about."""
    row = effects.hold(connection, notice.key) if notice.key else None  # first, as its performer does: no deadlock
    return row if row is not None and row.kind == "charge" else None

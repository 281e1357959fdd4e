"""Books what the processor tells of money that left again (`ivr.domain.returns`).

A return may be told before its charge is known to us (its answer was lost, say): it waits, and the sweep books it once
the charge is.
"""

from __future__ import annotations

import logging
from typing import Literal

from sqlalchemy import Connection

from ivr.domain.refusals import NotOffered
from ivr.domain.returns import Return, settle_return
from ivr.runtime.action import Performed
from ivr.runtime.booking import Bookings
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Booker
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import effects, processor_returns
from ivr.store.database import Database
from ivr.store.processor_returns import Kept

log = logging.getLogger(__name__)

SWEEP_LIMIT = 100

Came = Literal["booked", "known", "waiting"]
"""known: the books say so already. waiting: for its charge, which may never be one of ours."""


class Returns:
    """Any number of processes may have one."""

    def __init__(self, database: Database, bookings: Bookings, machine: Machine = MACHINE) -> None:
        self._database, self._bookings, self._machine = database, bookings, machine

    def told(self, booker: Booker, returned: Return) -> Came:
        """Takes one that was told, in the booker's transaction."""
        now = milliseconds(self._machine.now())
        return self._settle(booker, processor_returns.put(booker.connection, returned, now))

    def sweep(self) -> int:
        """Books those whose charge is known by now; gives how many."""
        with self._database.reading() as connection:
            found = processor_returns.bookable(connection, SWEEP_LIMIT)
        for ident in found:
            with self._database.begin() as connection:
                kept = processor_returns.hold(connection, ident)
                came = self._settle(Booker(connection, []), kept) if kept is not None else "known"
            log.info("what was returned as %s, and waited for its charge: %s", ident, came)
        return len(found)

    def _settle(self, booker: Booker, kept: Kept) -> Came:
        connection, told = booker.connection, kept.told
        found = processor_returns.payment_named(connection, told.reference)
        if found is None:
            return "waiting"
        line, payment, call = found
        if kept.payment is None:
            processor_returns.belongs(connection, told.id, line, payment)
        if told.kind == "dispute":
            self._case(booker, line, payment)
        books, now, today = self._bookings.opened(connection, line, call)
        mine = books.payments.get(payment)
        try:
            changed = mine is not None and settle_return(books, mine, told, now, today)
        except NotOffered:
            log.exception("what was returned as %s is not booked", told.id)
            return "known"
        return "booked" if changed else "known"

    def _case(self, booker: Booker, line: str, payment: str) -> None:
        """A person answers a dispute, once for each payment. The effect's row is held before the account's: see
        `ivr.runtime.late`."""
        row = _charge(booker.connection, line, payment)
        if row is not None:
            self._bookings.book(booker, row, Performed("contested", "", "disputed"))


def _charge(connection: Connection, line: str, payment: str) -> effects.EffectRow | None:
    key = processor_returns.key_of(connection, line, payment)
    return effects.hold(connection, key) if key else None

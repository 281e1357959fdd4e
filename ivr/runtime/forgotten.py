"""Calls of whose end nobody told: the carrier's callback was lost, or we were away when it came.

Such a call is ended as if its caller had hung up, so that nothing stays half open: its place in a queue, its card's
token, what the flow does at a hang-up.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from ivr.runtime.clock import milliseconds
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import calls
from ivr.store.database import Database

log = logging.getLogger(__name__)

LONGEST_CALL_MS = (4 * 60 + 15) * 60 * 1000
"""Twilio ends a call after four hours, unless its account has a longer limit, up to 24 hours
(https://www.twilio.com/en-us/blog/introducing-configurable-call-limits-for-programmable-voice), and tells of it then.
A quarter of an hour more lets a late one come first. A call that is heard from is never ended here, however long."""
EVERY_SECONDS = 60.0
SWEEP_LIMIT = 100


class Forgotten:
    """Ends forgotten calls; any number of processes may have one. `end` ends one call as a hang-up does, if it is still
    open when its row is held."""

    def __init__(self, database: Database, end: Callable[[str], None], machine: Machine = MACHINE) -> None:
        self._database, self._end, self._machine = database, end, machine
        self._stop = threading.Event()

    def sweep(self) -> int:
        """Ends those there are; gives how many."""
        before = milliseconds(self._machine.now()) - LONGEST_CALL_MS
        with self._database.reading() as connection:
            found = calls.forgotten(connection, before, SWEEP_LIMIT)
        for call in found:
            log.warning("call %s: nobody told of its end, it is ended now", call)
            try:
                self._end(call)
            except Exception:
                log.exception("call %s could not be ended; the next sweep tries again", call)
        return len(found)

    def work(self, every: float = EVERY_SECONDS) -> None:
        """Sweep until `stop`, at once and then now and then."""
        while True:
            try:
                self.sweep()
            except Exception:
                log.exception("a sweep of forgotten calls failed; the next one is in %s s", every)
            if self._stop.wait(every):
                return

    def stop(self) -> None:
        self._stop.set()

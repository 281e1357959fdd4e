"""Patience with the database: what failed because it was away is tried again for a while.

A PostgreSQL that restarts is away for a second or two; then every connection of the pool is dead as well. Nothing of a
transaction that ended so is there, or all of it is: work that looks first whether it was done before (a turn looks for
its stored answer) can be tried again whatever became of its commit.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from ivr.runtime.machine import Machine
from ivr.store.database import is_away

log = logging.getLogger(__name__)

T = TypeVar("T")

PLACES = 2
"""Threads of a process that may wait at once: with more of them waiting than answering, callers would wait in the
server's queue, unheard, past the 15 s that a webhook has. The others apologise at once and ask again."""
PAUSE_SECONDS = 0.1


class Patience:
    """For all the threads of a process."""

    def __init__(self, machine: Machine, places: int = PLACES) -> None:
        self._machine = machine
        self._places = threading.Semaphore(places)

    def attempt(self, work: Callable[[], T], seconds: float) -> T:
        """What `work` gives. Tried again at once when a connection was found dead, then for `seconds` in all as long
        as the database is away; then raises what it raised last."""
        try:
            return work()
        except SQLAlchemyError as error:
            if not is_away(error):
                raise
            log.warning("the database is away: %s", type(error).__name__)
        until = self._machine.monotonic() + seconds
        may_wait = self._places.acquire(blocking=False)
        try:
            while True:
                try:
                    return work()
                except SQLAlchemyError as error:
                    if not is_away(error) or not may_wait or self._machine.monotonic() + PAUSE_SECONDS > until:
                        raise
                self._machine.sleep(PAUSE_SECONDS)
        finally:
            if may_wait:
                self._places.release()

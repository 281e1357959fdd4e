"""One thread of a process at a time, where several only get into each other's way.

SQLite has one writer, and a turn on it hardly waits for anything: four threads that take their turns at once fight over
Python's lock, and carry a turn's work from one core to another. One after the other they take less processor time for
the same turns (docs/performance.md).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 0.05
"""Who was not let in by then goes ahead: whatever keeps the one inside must not keep everybody. A turn takes two
milliseconds."""


class Turnstile:
    """A wish for order, and no lock: nothing may rest on being alone inside."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        """`patience` in seconds."""
        self._patience = patience
        self._inside = threading.Lock()
        self._thread = threading.local()

    def enter(self) -> None:
        """Be let in, or have waited long enough."""
        self._thread.let_in = self._inside.acquire(timeout=self._patience)

    def leave(self) -> None:
        """Let the next one in: at the end, and before a transaction or an outside service is waited for. Whoever is not
        inside may call it."""
        if getattr(self._thread, "let_in", False):
            self._thread.let_in = False
            self._inside.release()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Inside for as long as the block, or until `leave`."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

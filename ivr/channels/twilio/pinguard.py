"""Guessing the agents' PIN, made slow.

An agent's number can be called by anybody and as often as they like. The count is this process's own and is lost with
it: the PIN should have six digits or more all the same.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_WRONG = 12
WITHIN = 600.0
"""So many wrong PINs in so many seconds, over all calls, and none is looked at until the oldest has passed."""


@dataclass
class PinGuard:
    """Counts wrong PINs. `clock` gives seconds that only grow."""

    clock: Callable[[], float] = time.monotonic
    _wrong: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refuses(self) -> bool:
        """Whether no PIN is looked at for now."""
        with self._lock:
            self._forget()
            return len(self._wrong) >= MOST_WRONG

    def wrong(self) -> None:
        """A wrong PIN was keyed."""
        with self._lock:
            self._forget()
            self._wrong.append(self.clock())

    def _forget(self) -> None:
        while self._wrong and self.clock() - self._wrong[0] > WITHIN:
            self._wrong.popleft()

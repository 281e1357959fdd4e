"""What the runtime takes of the machine it runs on: time, chance and threads. The simulation brings its own, in which
time stands still until nothing is left to do (`ivr/chaos`)."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Protocol


class Pool(Protocol):
    """Does work beside its caller."""

    def submit(self, work: Callable[[str], None], key: str) -> None:
        """Call `work(key)` soon. Raises RuntimeError when closed."""
        ...

    def close(self) -> None:
        """Wait for what is under way; what was not begun is dropped."""
        ...


class Machine(Protocol):
    def now(self) -> datetime:
        """The time of day, aware (UTC)."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, to measure how long something takes."""
        ...

    def sleep(self, seconds: float) -> None: ...

    def draw(self) -> str:
        """128 random bits that nobody can guess, as 32 hex digits."""
        ...

    def pool(self, threads: int, name: str) -> Pool: ...


class _Threads:
    def __init__(self, threads: int, name: str) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)

    def submit(self, work: Callable[[str], None], key: str) -> None:
        self._executor.submit(work, key)

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


class RealMachine:
    """The machine itself."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def draw(self) -> str:
        return secrets.token_hex(16)

    def pool(self, threads: int, name: str) -> Pool:
        return _Threads(threads, name)


MACHINE = RealMachine()

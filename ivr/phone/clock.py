"""Time on the telephone: virtual in transcripts, the wall's for people."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is, and letting time go by."""

    def now(self) -> datetime:
        """The time, with its zone."""
        ...

    def let_pass(self, seconds: float) -> None:
        """Let so many seconds go by."""
        ...


class VirtualClock:
    """A clock that stands still until told otherwise, so that no test sleeps."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def let_pass(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class WallClock:
    """The time of day; letting time pass takes it."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def now(self) -> datetime:
        return datetime.now(UTC)

    def let_pass(self, seconds: float) -> None:
        self._sleep(seconds)

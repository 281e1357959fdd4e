"""The one source of time and randomness for a turn; the lab's lets a test choose both."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from ivr.runtime.machine import MACHINE, Machine
from ivr.store import lab


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def real_now() -> datetime:
    return MACHINE.now()


class Clock(Protocol):
    @property
    def asks(self) -> bool:
        """Whether it asks the database: `read` needs a connection then."""
        ...

    def read(self, connection: Connection | None, call: str, turn: int) -> tuple[datetime, str]:
        """The moment (aware) and 32 random hex digits for this turn of this call."""
        ...


class RealClock:
    """The machine's time and chance."""

    asks = False

    def __init__(self, machine: Machine = MACHINE) -> None:
        self._machine = machine

    def read(self, connection: Connection | None, call: str, turn: int) -> tuple[datetime, str]:  # noqa: ARG002
        return self._machine.now(), self._machine.draw()


class LabClock:
    """The time a test set for the call (`/_lab/clock`), and draws that follow from its seed; else the real ones."""

    asks = True

    def read(self, connection: Connection | None, call: str, turn: int) -> tuple[datetime, str]:
        set_to = lab.clock(connection, call) if connection is not None else None
        if set_to is None:
            return RealClock().read(connection, call, turn)
        now, seed = set_to
        draw = hashlib.sha256(f"{seed}/{call}/{turn}".encode()).hexdigest()[:32]
        return datetime.fromisoformat(now), draw

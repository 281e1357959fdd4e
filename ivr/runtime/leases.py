"""Leases: who performs which effect. Any number of processes claim, and each effect is one's alone as long as its
lease runs."""

from __future__ import annotations

import threading

from ivr.runtime.clock import milliseconds
from ivr.runtime.machine import Machine
from ivr.store import effects
from ivr.store.database import Database
from ivr.store.effects import EffectRow

LEASE_MS = 20_000
"""How long a claim is good without being renewed, and so how long an effect lies still when its process dies: callers
are kept waiting for it for a minute at most."""
RENEW_MS = 5_000
"""Leases are renewed that often while their process lives, however slow the world is. A process that was held up for
longer than its lease finds, when it books, that the effect is another's (`effects.finish`)."""
LONGEST_MS = 300_000
"""What takes longer is stuck, gateways have time-outs far below: it is renewed no longer, for somebody else to try."""


class Leases:
    """The effects that this process is performing."""

    def __init__(self, database: Database, machine: Machine) -> None:
        self._database, self._machine = database, machine
        self._held: dict[str, tuple[int, int, str]] = {}  # by key: which claim it is, since when, and of what kind
        self._guard = threading.Lock()
        self._renewed = 0

    def __len__(self) -> int:
        """How many it is performing."""
        return len(self._held)

    def claim(self, key: str) -> EffectRow | None:
        """Take one effect; None when somebody has it, or it is done or not due."""
        now = self._now()
        with self._database.begin() as connection:
            row = effects.claim(connection, key, now, now + LEASE_MS)
        self._hold([row] if row is not None else [], now)
        return row

    def of(self, kind: str) -> int:
        """How many of a kind it is performing."""
        with self._guard:
            return sum(1 for _, _, each in self._held.values() if each == kind)

    def claim_due(self, kind: str, limit: int) -> list[EffectRow]:
        """Take at most `limit` effects of a kind that are due and nobody's."""
        now = self._now()
        with self._database.begin() as connection:
            rows = effects.claim_due(connection, kind, now, now + LEASE_MS, limit)
        self._hold(rows, now)
        return rows

    def _hold(self, rows: list[EffectRow], now: int) -> None:
        with self._guard:
            self._held.update({row.key: (row.attempts, now, row.kind) for row in rows})

    def drop(self, row: EffectRow) -> None:
        """It is booked, or given up: it is renewed no longer."""
        with self._guard:
            if self._held.get(row.key, (0, 0, ""))[0] == row.attempts:
                del self._held[row.key]

    def renew(self) -> None:
        """Keep what is being performed, if it is time to."""
        now = self._now()
        with self._guard:
            held = {key: attempts for key, (attempts, since, _) in self._held.items() if now - since < LONGEST_MS}
        if held and now - self._renewed >= RENEW_MS:
            with self._database.begin() as connection:
                effects.renew(connection, held, now + LEASE_MS)
            self._renewed = now

    def _now(self) -> int:
        return milliseconds(self._machine.now())

"""A storm over the processes of a line: `kill -9` and restarts of PostgreSQL, spread over so many calls."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from tests.load.processes import Supervisor
from tests.support.postgres import Postgres

STANDS = 0.9
NEAR_PAYMENT = 0.7
"""The share of kills that wait for a card to be charged, and strike within a third of a second of it."""


@dataclass
class Storm:
    """`progress` is told by the callers: calls that have ended, and moments at which a card is charged."""

    supervisor: Supervisor
    postgres: Postgres
    chance: random.Random
    calls: int
    kills: int
    restarts: int
    ended: int = 0
    charging: asyncio.Event = field(default_factory=asyncio.Event)
    restarted: Counter[str] = field(default_factory=Counter)
    away: list[tuple[float, float]] = field(default_factory=list)
    """From when to when PostgreSQL was away."""
    up: asyncio.Event = field(default_factory=asyncio.Event)
    whole: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether some server is ready, and whether all are: most kills are for a line that stands, so that callers are
    with it; the others strike what is left of it."""

    def paying(self) -> None:
        self.charging.set()

    async def run(self) -> None:
        await asyncio.gather(self._killing(), self._restarting())

    async def _killing(self) -> None:
        for number in range(self.kills):
            await self._until(number, self.kills)
            await (self.whole if self.chance.random() < STANDS else self.up).wait()
            if self.chance.random() < NEAR_PAYMENT:
                self.charging.clear()
                with suppress(TimeoutError):  # nobody pays just now
                    await asyncio.wait_for(self.charging.wait(), 5)
                await asyncio.sleep(self.chance.random() * 0.35)
            self.supervisor.kill(self.chance)
            self.whole.clear()

    async def _restarting(self) -> None:
        for number in range(self.restarts):
            await self._until(number + 0.5, self.restarts)
            await self.whole.wait()
            mode = ("fast", "immediate")[number % 2]
            began = time.monotonic()
            await asyncio.to_thread(self.postgres.stop, mode)
            await asyncio.sleep(self.chance.random() * 2)
            await asyncio.to_thread(self.postgres.start)
            self.restarted[mode] += 1
            self.away.append((began, time.monotonic()))

    async def _until(self, number: float, of: int) -> None:
        """Until it is this one's turn: they are spread evenly over the first nine tenths of the calls."""
        while self.ended < 0.9 * self.calls * number / of:
            await asyncio.sleep(0.02)


async def watch(storm: Storm, over: asyncio.Event) -> None:
    """Note which server is ready."""
    servers = storm.supervisor.servers
    async with httpx.AsyncClient(timeout=3) as client:
        while not over.is_set():
            asked = time.monotonic()
            up = await asyncio.gather(*(_ready(client, server.port) for server in servers))
            for server, ready in zip(servers, up, strict=True):
                if ready:
                    server.rose(asked)
            there = [ready and server.fallen is None for server, ready in zip(servers, up, strict=True)]
            for event, set_now in ((storm.up, any(there)), (storm.whole, all(there))):
                event.set() if set_now else event.clear()
            await asyncio.sleep(0.1 if not all(there) else 0.3)


async def _ready(client: httpx.AsyncClient, port: int | None) -> bool:
    try:
        return (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200
    except httpx.HTTPError:
        return False

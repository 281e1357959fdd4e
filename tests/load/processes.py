"""Processes under a supervisor that starts again what dies, with all its children, as a service manager does."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.load.house import IVR

AGAIN_SECONDS = 0.2


@dataclass
class Service:
    """One command in a session of its own; `port` where it serves. `downs`: from when to when it did not stand, in
    seconds of the monotonic clock: since it fell, until it was seen ready after that."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    port: int | None = None
    running: subprocess.Popen[bytes] | None = None
    starts: int = 0
    fallen: float | None = None
    struck: float = 0.0
    downs: list[tuple[float, float]] = field(default_factory=list)

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.running = subprocess.Popen(
                self.command, env=self.env, stdout=out, stderr=out, start_new_session=True, stdin=subprocess.DEVNULL
            )
        self.starts += 1
        if self.port is None:
            self.fallen = None

    def fell(self) -> None:
        """It, or what was left of it: the processes of a server whose parent was killed answer until they are, too."""
        self.struck = time.monotonic()
        self.fallen = self.fallen or self.struck

    def rose(self, asked: float) -> None:
        """It answered that it is ready, when it was asked at `asked`: perhaps before it fell."""
        if self.fallen is not None and asked > self.struck:
            self.downs.append((self.fallen, time.monotonic()))
            self.fallen = None

    def was_down(self, began: float, ended: float) -> bool:
        """Whether it did not stand at some moment between these."""
        downs = [*self.downs, (self.fallen, ended)] if self.fallen is not None else self.downs
        return any(since <= ended and began <= until for since, until in downs)

    def kill_rest(self) -> None:
        """Whatever of its session outlived it."""
        if self.running is not None:
            try:
                os.killpg(self.running.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


@dataclass
class Supervisor:
    """Starts its services, and starts them again. `died`: how often one that stood ended, and nobody had killed it."""

    services: list[Service]
    kills: Counter[str] = field(default_factory=Counter)
    died: Counter[str] = field(default_factory=Counter)
    killed: set[int] = field(default_factory=set)
    over: bool = False

    async def run(self) -> None:
        for service in self.services:
            service.fell()
            service.start()
        while not self.over:
            for service in self.services:
                if service.running is not None and service.running.poll() is not None:
                    if service.fallen is None and service.running.pid not in self.killed:
                        self.died[service.name] += 1
                    service.fell()
                    service.kill_rest()
                    service.start()
            await asyncio.sleep(AGAIN_SECONDS)

    def kill(self, chance: random.Random) -> None:
        """`kill -9` for one process: a server's worker, a server, or an effects' worker."""
        running = [each for each in self.services if each.running is not None and each.running.poll() is None]
        service = chance.choice(running)
        assert service.running is not None
        service.fell()
        self.killed.add(service.running.pid)
        children = psutil.Process(service.running.pid).children() if service.port is not None else []
        if children and chance.random() < 0.7:
            chance.choice(children).kill()
            self.kills["a server's process"] += 1
            return
        service.running.kill()
        self.kills["a whole server" if service.port is not None else "a worker"] += 1

    @property
    def servers(self) -> list[Service]:
        return [each for each in self.services if each.port is not None]

    def outages(self) -> list[tuple[float, float]]:
        """From when to when no server stood at all."""
        found = [(0.0, float("inf"))]
        for server in self.servers:
            found = [
                (max(since, begin), min(until, end))
                for since, until in server.downs
                for begin, end in found
                if max(since, begin) < min(until, end)
            ]
        return sorted(found)

    def stop(self) -> None:
        self.over = True
        for service in self.services:
            if service.running is not None and service.running.poll() is None:
                service.running.terminate()
        for service in self.services:
            if service.running is not None:
                with suppress(subprocess.TimeoutExpired):
                    service.running.wait(20)
                service.kill_rest()


def services(env: dict[str, str], ports: list[int], place: Path, processes: int, workers: int) -> list[Service]:
    """Servers on these ports, so many processes each, and so many workers."""
    told = {**env, "IVR_PUBLIC_URL": f"http://127.0.0.1:{ports[0]}"}
    made = [
        Service(
            f"server {port}",
            [IVR, "serve", "--processes", str(processes), "--port", str(port)],
            told,
            place / f"server-{port}.log",
            port,
        )
        for port in ports
    ]
    made += [
        Service(f"worker {number}", [IVR, "worker"], told, place / f"worker-{number}.log") for number in range(workers)
    ]
    return made

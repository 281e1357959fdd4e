"""Processes under a supervisor that starts again what dies, with all its children, as a service manager does."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.load.house import IVR

AGAIN_SECONDS = 0.2


@dataclass
class Service:
    """One command in a session of its own."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.running = subprocess.Popen(
                self.command, env=self.env, stdout=out, stderr=out, start_new_session=True, stdin=subprocess.DEVNULL
            )
        self.starts += 1

    def kill_rest(self) -> None:
        """Whatever of its session outlived it."""
        if self.running is not None:
            try:
                os.killpg(self.running.pid, signal.SIGKILL)
            except ProcessLookupError:
                return


@dataclass
class Supervisor:
    """Starts its services, and starts them again."""

    services: list[Service]
    kills: Counter[str] = field(default_factory=Counter)
    over: bool = False

    async def run(self) -> None:
        for service in self.services:
            service.start()
        while not self.over:
            for service in self.services:
                if service.running is not None and service.running.poll() is not None:
                    service.kill_rest()
                    service.start()
            await asyncio.sleep(AGAIN_SECONDS)

    def kill(self, chance: random.Random) -> None:
        """`kill -9` for one process: a server's worker, a server, or an effects' worker."""
        service = chance.choice(self.services)
        if service.running is None or service.running.poll() is not None:
            return
        children = psutil.Process(service.running.pid).children() if "serve" in service.command else []
        if children and chance.random() < 0.7:
            chance.choice(children).kill()
            self.kills["a server's process"] += 1
            return
        service.running.kill()
        self.kills["a whole server" if "serve" in service.command else "a worker"] += 1

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
        )
        for port in ports
    ]
    made += [
        Service(f"worker {number}", [IVR, "worker"], told, place / f"worker-{number}.log") for number in range(workers)
    ]
    return made

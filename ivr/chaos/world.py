"""What everything in a run shares: time, faults, the story; and the points at which a process may die."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivr.chaos.scheduler import Bell, Owner, Scheduler
from ivr.chaos.story import BEGINS, Story
from ivr.chaos.weather import Weather
from ivr.runtime.machine import Pool

MOST_KILLS = 8
"""A run. More would only say the same again."""


@dataclass
class World:
    scheduler: Scheduler
    weather: Weather
    story: Story
    kills: int = 0

    def now(self) -> datetime:
        return BEGINS + timedelta(seconds=self.scheduler.now)

    def point(self, owner: Owner, sort: str, what: str) -> None:
        """A place where a process may die. Raises Killed in whoever stands there when it does."""
        if self.weather.strikes(sort) and self.kills < MOST_KILLS and owner.alive:
            self.kills += 1
            self.story.count("kills")
            self.story.fault(sort, owner.name, f"dies {what}")
            self.scheduler.kill(owner)


class VirtualMachine:
    """A process's time, chance and threads (`ivr.runtime.machine.Machine`)."""

    def __init__(self, world: World, owner: Owner) -> None:
        self._world, self._owner = world, owner
        self._random = world.weather.stream("draws")

    def now(self) -> datetime:
        return self._world.now()

    def monotonic(self) -> float:
        return self._world.scheduler.now

    def sleep(self, seconds: float) -> None:
        self._world.scheduler.sleep(seconds)

    def draw(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def pool(self, threads: int, name: str) -> Pool:  # noqa: ARG002 - the name is a thread's
        return _Tasks(self._world, self._owner, threads)


class _Tasks:
    """A pool of so many tasks. What is submitted is lost with the process, as it would be."""

    def __init__(self, world: World, owner: Owner, threads: int) -> None:
        self._world, self._owner, self._free = world, owner, threads
        self._waiting: list[Bell] = []
        self._closed = False

    def submit(self, work: Callable[[str], None], key: str) -> None:
        if self._closed:
            raise RuntimeError("the pool is closed")
        self._world.point(self._owner, "kill_start", "before an effect begins")
        self._world.scheduler.spawn(lambda: self._do(work, key), self._owner)

    def close(self) -> None:
        self._closed = True

    def _do(self, work: Callable[[str], None], key: str) -> None:
        while self._free <= 0:
            bell = Bell()
            self._waiting.append(bell)
            self._world.scheduler.wait(bell, 3600.0)
        self._free -= 1
        try:
            work(key)
        finally:
            self._free += 1
            if self._waiting:
                self._world.scheduler.ring(self._waiting.pop(0))

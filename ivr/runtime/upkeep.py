"""What is looked after now and then, whoever calls or not: each task at its own interval."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """`work` gives how much it did, every `seconds`."""

    name: str
    work: Callable[[], int]
    seconds: float


class Upkeep:
    """Works in a thread of its own until `stop`."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._stop = threading.Event()

    def once(self) -> None:
        """All of them, now."""
        for task in self._tasks:
            self._do(task)

    def work(self) -> None:
        due = dict.fromkeys(range(len(self._tasks)), 0.0)
        while not self._stop.wait(min(due.values())):
            soonest = min(due.values())
            for number, left in due.items():
                due[number] = left - soonest
            for number, task in enumerate(self._tasks):
                if due[number] <= 0:
                    self._do(task)
                    due[number] = task.seconds

    def stop(self) -> None:
        self._stop.set()

    @staticmethod
    def _do(task: Task) -> None:
        try:
            task.work()
        except Exception:
            log.exception("%s failed; it is tried again in %s s", task.name, task.seconds)

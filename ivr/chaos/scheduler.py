"""Virtual time and cooperative tasks (greenlets). Time stands still while anything is left to do at it; tasks change
over only where they sleep or wait, and which of two at the same moment goes first is drawn."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from greenlet import getcurrent, greenlet


class Killed(BaseException):
    """The process that this task belongs to is gone. No `except Exception` catches it."""


class Owner:
    """What tasks belong to and die with."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True


@dataclass(eq=False)
class Bell:
    """Wakes whoever waits for it."""

    rung: bool = False
    _waiting: list[_Sleep] = field(default_factory=list)


@dataclass(eq=False)
class Task:
    """One thing under way. `done` rings when it ended, however."""

    work: greenlet
    owner: Owner | None
    done: Bell = field(default_factory=Bell)


@dataclass(eq=False)
class _Sleep:
    """A task that waits; whoever comes first, the time or the bell, wakes it."""

    task: Task
    over: bool = False


class Scheduler:
    def __init__(self, random: Random) -> None:
        self.now = 0.0
        self._random = random
        self._heap: list[tuple[float, float, int, _Sleep | Callable[[], None]]] = []
        self._number = 0
        self._hub = getcurrent()
        self._current: Task | None = None
        self._tasks: list[Task] = []
        self.broken: BaseException | None = None

    # --- for tasks

    def sleep(self, seconds: float) -> None:
        """Let so much time go by. Raises Killed when the task's process is gone by then."""
        task = self._mine()
        self._push(self.now + max(0.0, seconds), _Sleep(task))
        self._switch(task)

    def wait(self, bell: Bell, seconds: float) -> bool:
        """Wait for the bell, at most so long; whether it rang."""
        if bell.rung or seconds <= 0:
            return bell.rung
        task = self._mine()
        sleep = _Sleep(task)
        bell._waiting.append(sleep)
        self._push(self.now + seconds, sleep)
        self._switch(task)
        return bell.rung

    def ring(self, bell: Bell) -> None:
        """Wake everybody who waits for it, and whoever will."""
        bell.rung = True
        for sleep in bell._waiting:
            if not sleep.over:
                sleep.over = True
                self._push(self.now, _Sleep(sleep.task))
        bell._waiting.clear()

    # --- for everybody

    def spawn(self, work: Callable[[], None], owner: Owner | None = None, after: float = 0.0) -> Task:
        """Begin a task, soon. What it raises stops the simulation: tasks answer for their own errors."""
        task = Task(greenlet(self._guarded(work), self._hub), owner)
        self._tasks.append(task)
        self._push(self.now + after, _Sleep(task))
        return task

    def at(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something that does not wait, so much later."""
        self._push(self.now + seconds, call)

    def kill(self, owner: Owner) -> None:
        """The owner's tasks end where they stand. Raises Killed when the caller is one of them."""
        owner.alive = False
        self._push(self.now, lambda: self._reap(owner), first=True)
        if self._current is not None and self._current.owner is owner:
            raise Killed

    def run(self, until: Callable[[], bool], limit: float) -> bool:
        """Let things happen until nothing is left, `until` holds, or it is `limit`; False in the last case."""
        while self._heap and not until():
            if self._heap[0][0] > limit:
                return False
            self.now, _, _, what = heapq.heappop(self._heap)
            if not isinstance(what, _Sleep):
                what()
            elif not what.over:
                what.over = True
                self._resume(what.task)
            if self.broken is not None:
                raise self.broken
        return True

    def close(self) -> None:
        """End every task that is left."""
        for task in list(self._tasks):
            if not task.work.dead:
                task.owner = task.owner or Owner("nobody")
                task.owner.alive = False
                self._throw(task)
        self._heap.clear()

    # --- inside

    def _mine(self) -> Task:
        if self._current is None:
            raise RuntimeError("only a task can wait")
        if self._current.owner is not None and not self._current.owner.alive:
            raise Killed  # while it is unwound, nothing of it can do anything more
        return self._current

    def _switch(self, task: Task) -> None:
        self._hub.switch()
        if task.owner is not None and not task.owner.alive:
            raise Killed

    def _push(self, when: float, what: _Sleep | Callable[[], None], *, first: bool = False) -> None:
        self._number += 1
        order = -1.0 if first else self._random.random()
        heapq.heappush(self._heap, (when, order, self._number, what))

    def _resume(self, task: Task) -> None:
        if not task.work.dead:
            self._current = task
            task.work.switch()
            self._current = None
            self._ended(task)

    def _throw(self, task: Task) -> None:
        self._current = task
        with suppress(Killed):  # raised by one that had not begun
            task.work.throw(Killed)
        self._current = None
        self._ended(task)

    def _ended(self, task: Task) -> None:
        if task.work.dead:
            self._tasks.remove(task)
            self.ring(task.done)

    def _reap(self, owner: Owner) -> None:
        for task in [task for task in self._tasks if task.owner is owner and not task.work.dead]:
            self._throw(task)

    def _guarded(self, work: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except Killed:
                pass
            except BaseException as error:
                self.broken = error

        return run

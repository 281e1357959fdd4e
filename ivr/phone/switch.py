"""The switch: the queues of one telephone exchange, and who is connected with whom.

Every call of one transcript is on one switch, so that an agent's call finds the caller who waits.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ivr.phone.leg import Leg

MAX_WAITING = 100
"""Twilio's default for a queue's size."""


@dataclass(eq=False)
class Bridge:
    """Two parties. A side that is None is played by the telephone itself (an agent without a call of its own).

    `url` is what the waiting caller hears first, from <Queue url>.
    """

    caller: Leg | None
    agent: Leg | None
    url: str | None = None
    method: str = "POST"
    began: datetime | None = None
    over: bool = False


@dataclass(eq=False)
class Waiting:
    """A call in a queue."""

    queue: Queue
    leg: Leg
    since: datetime
    ahead: int = 0
    """How many others, not on this switch, wait before it."""

    @property
    def position(self) -> int:
        """1 is the next to be answered."""
        return self.queue.waiting.index(self) + 1 + self.ahead

    def seconds(self, now: datetime) -> int:
        return int((now - self.since).total_seconds())


@dataclass(eq=False)
class Queue:
    name: str
    largest: int = MAX_WAITING
    waiting: list[Waiting] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    """How long those waited who have left, in seconds."""

    @property
    def sid(self) -> str:
        return "QU" + hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest()

    @property
    def size(self) -> int:
        return len(self.waiting) + max((entry.ahead for entry in self.waiting), default=0)

    @property
    def average(self) -> int:
        return sum(self.times) // len(self.times) if self.times else 0


@dataclass(eq=False)
class Switch:
    queues: dict[str, Queue] = field(default_factory=dict)

    def queue(self, name: str, largest: int = MAX_WAITING) -> Queue:
        """The queue of that name; it is made when it is first spoken of, as Twilio does for <Enqueue>."""
        queue = self.queues.setdefault(name, Queue(name))
        queue.largest = largest
        return queue

    def join(self, queue: Queue, leg: Leg, now: datetime, ahead: int) -> Waiting:
        entry = Waiting(queue, leg, now, ahead)
        queue.waiting.append(entry)
        return entry

    def leave(self, entry: Waiting, now: datetime) -> None:
        """The call is no longer waiting; nothing happens if it had left."""
        if entry in entry.queue.waiting:
            entry.queue.waiting.remove(entry)
            entry.queue.times.append(entry.seconds(now))

    def first(self, name: str) -> Waiting | None:
        """Who is next in that queue."""
        queue = self.queues.get(name)
        return queue.waiting[0] if queue and queue.waiting else None

"""Locks between the transactions of a simulated database."""

from __future__ import annotations

from dataclasses import dataclass, field

from ivr.chaos.scheduler import Bell, Scheduler

Key = tuple[str, ...]


class DeadlockError(Exception):
    """Whoever waits for this lock would be waited for: the database ends one of them."""


@dataclass(eq=False)
class Holder:
    """A transaction, as the locks know it."""

    held: list[Key] = field(default_factory=list)
    waits: Key | None = None


class Locks:
    """Who holds what; first come, first served."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._owners: dict[Key, Holder] = {}
        self._waiting: dict[Key, list[tuple[Holder, Bell]]] = {}

    def take(self, key: Key, holder: Holder, seconds: float) -> bool:
        """Hold it until `release`, waiting so long at most. Raises DeadlockError."""
        owner = self._owners.get(key)
        if owner is holder:
            return True
        if owner is None:
            self._owners[key] = holder
            holder.held.append(key)
            return True
        if self._circle(owner, holder):
            raise DeadlockError
        bell = Bell()
        queue = self._waiting.setdefault(key, [])
        queue.append((holder, bell))
        holder.waits = key
        try:
            self._scheduler.wait(bell, seconds)
        finally:
            holder.waits = None
            if (holder, bell) in queue:
                queue.remove((holder, bell))
        return self._owners.get(key) is holder

    def release(self, holder: Holder) -> None:
        """Let go of everything; whoever waits longest for each has it now."""
        for key in holder.held:
            queue = self._waiting.get(key, [])
            if not queue:
                del self._owners[key]
                continue
            following, bell = queue.pop(0)
            self._owners[key] = following
            following.held.append(key)
            following.waits = None
            self._scheduler.ring(bell)
        holder.held.clear()

    def _circle(self, owner: Holder, holder: Holder) -> bool:
        """Whether the owner waits, through however many others, for something that `holder` has."""
        seen = owner
        while seen.waits is not None:
            following = self._owners.get(seen.waits)
            if following is None or following is holder:
                return following is holder
            seen = following
        return False

"""What one seed breaks, and how often. Each sort of fault has its own stream of chance, so that a change in one part of
the code moves as little as can be of what happens elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

Mode = Literal["rows", "file"]
"""How the database locks: by rows, as PostgreSQL does (several processes), or the whole file, as SQLite (one)."""


@dataclass(frozen=True)
class Rates:
    """Chances, from 0 to 1, each time there is an occasion.

    net_lost        a request never arrives. net_silent: its answer is lost on the way back.
    net_twice       a request is delivered again, a little or a lot later. net_slow: it takes seconds to arrive.
    store_statement a statement fails. store_gone: the connection breaks at a statement.
    store_commit    a commit fails, without effect or (half of the time) after it took effect.
    store_away      each virtual minute: nobody reaches the database for some seconds. store_full: nothing can be
                    written for some seconds.
    pay_*           the processor: not reached; charges and loses the answer; hangs to the time-out; slow; refuses.
    mail_*          the sender of messages: not reached; sends and loses the answer; slow.
    kill_*          the process dies there: at a statement, just before or after a commit, before or after a gateway's
                    call, before an effect begins, in the middle of an answer.
    """

    net_lost: float = 0.0
    net_silent: float = 0.0
    net_twice: float = 0.0
    net_slow: float = 0.0
    store_statement: float = 0.0
    store_gone: float = 0.0
    store_commit: float = 0.0
    store_away: float = 0.0
    store_full: float = 0.0
    pay_away: float = 0.0
    pay_lost: float = 0.0
    pay_hangs: float = 0.0
    pay_slow: float = 0.0
    mail_away: float = 0.0
    mail_lost: float = 0.0
    mail_slow: float = 0.0
    kill_statement: float = 0.0
    kill_commit: float = 0.0
    kill_gateway: float = 0.0
    kill_start: float = 0.0
    kill_answer: float = 0.0


@dataclass
class Weather:
    """One run's faults. While `calm`, nothing breaks any more."""

    seed: int
    mode: Mode
    processes: int
    begins: float
    rates: Rates
    publishes: bool
    calm: bool = False
    _streams: dict[str, Random] = field(default_factory=dict)

    def stream(self, name: str) -> Random:
        """This sort's own chance."""
        found = self._streams.get(name)
        if found is None:
            found = self._streams[name] = Random(f"{self.seed}/{name}")  # noqa: S311 - repeatable by design
        return found

    def strikes(self, sort: str) -> bool:
        """Whether this sort of fault (a name of `Rates`) happens now. Draws each time, calm or not."""
        struck = self.stream(sort).random() < getattr(self.rates, sort)
        return struck and not self.calm


def weather(seed: int) -> Weather:
    """What a seed breaks: nothing, one sort (their stories are the clearest), or all at once."""
    random = Random(f"{seed}/weather")  # noqa: S311
    mode: Mode = "rows" if random.random() < 0.75 else "file"
    processes = random.choice((1, 2, 2, 3)) if mode == "rows" else 1
    hour = random.choices((10, 13, 17, 3, 19.9), (8, 4, 3, 1, 1))[0]
    sorts = [name for name in _SORTS if random.random() < random.choice((0.0, 0.25, 0.7))]
    heavy = random.choice((0.5, 1.0, 2.0))
    found = {name: rate * heavy for sort in sorts for name, rate in _SORTS[sort].items()}
    return Weather(seed, mode, processes, hour * 3600, Rates(**found), random.random() < 0.3)


_SORTS: dict[str, dict[str, float]] = {
    "network": {"net_lost": 0.03, "net_silent": 0.03, "net_twice": 0.2, "net_slow": 0.03},
    "store": {"store_statement": 0.001, "store_gone": 0.0007, "store_commit": 0.008},
    "outages": {"store_away": 0.12, "store_full": 0.12},
    "processor": {"pay_away": 0.1, "pay_lost": 0.2, "pay_hangs": 0.1, "pay_slow": 0.2},
    "messages": {"mail_away": 0.15, "mail_lost": 0.1, "mail_slow": 0.15},
    "kills": {
        "kill_statement": 0.0008,
        "kill_commit": 0.003,
        "kill_gateway": 0.05,
        "kill_start": 0.04,
        "kill_answer": 0.004,
    },
}
"""Faults that come together."""

"""One seed: a world is built, callers call, things break, it becomes calm, and what must be true is looked at."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

from ivr.chaos.calling import Calling, Record
from ivr.chaos.hostile import Hostile
from ivr.chaos.invariants import Before, Evidence, Violation, violations
from ivr.chaos.names import sid
from ivr.chaos.network import Delivery, Network
from ivr.chaos.operator import Operator
from ivr.chaos.people import Caller, Goal, draw_caller
from ivr.chaos.post import Post
from ivr.chaos.process import Outside, Process, settings
from ivr.chaos.processor import Processor
from ivr.chaos.scheduler import Bell, Scheduler
from ivr.chaos.storage import Storage
from ivr.chaos.story import Story, shortened
from ivr.chaos.template import Template
from ivr.chaos.weather import Rates, weather
from ivr.chaos.world import World
from ivr.phone.switch import Switch

CALLERS = (2, 5)
GOALS: tuple[Goal, ...] = ("pay", "pay", "pay", "pay", "balance", "defer", "person")
ARRIVE = 90.0
"""Seconds within which callers first call."""
STORM = 45 * 60.0
"""Seconds after which it becomes calm, if callers are still calling."""
AGAIN = 5
"""One in so many answered turns is asked for again at the end."""
AFTERWARDS = 75 * 60.0
"""Seconds of calm that everything left has to come to its end in."""


@dataclass(frozen=True)
class Outcome:
    """What came of a seed. `story` is complete; `digest` is the same for the same seed and code."""

    seed: int
    violations: tuple[Violation, ...]
    story: Story
    digest: str


def run(seed: int, made: Template) -> Outcome:
    """Play one seed, on a copy of the template's database."""
    with tempfile.TemporaryDirectory(prefix="ivr-chaos-", dir=_memory()) as where:
        file = Path(where) / "run.db"
        shutil.copyfile(made.file, file)
        return _Run(seed, made, file).play()


def _memory() -> str | None:
    """A file system in memory, where there is one: nothing of a run needs to last."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of our own is made in it


class _Run:
    def __init__(self, seed: int, made: Template, file: Path) -> None:
        self._weather = weather(seed)
        self._random = Random(f"{seed}/callers")  # noqa: S311 - repeatable by design
        scheduler = Scheduler(self._weather.stream("order"))
        scheduler.now = self._weather.begins
        self._scheduler = scheduler
        self._story = Story(lambda: scheduler.now)
        self._world = world = World(scheduler, self._weather, self._story)
        self._storage = Storage(world, file)
        self._processor, self._post = Processor(world), Post(world)
        outside = Outside(world, self._storage, self._processor, self._post, made)
        given = settings()
        names = [f"server {number + 1}" for number in range(self._weather.processes)]
        self._processes = [Process(outside, name, given) for name in names]
        self._network = Network(world, self._processes)
        self._ears, self._switch = made.ears, Switch()
        self._operator = Operator(world, self._storage, made)
        self._hostile = Hostile(world, self._network)
        self._records: list[Record] = []
        self._calling = 0
        self._before = Before.of(self._storage)
        self._logged: list[tuple[float, str]] = []

    def play(self) -> Outcome:
        scheduler = self._scheduler
        self._story.tell("weather", _told(self._weather.rates, self._weather.mode, self._weather.processes))
        begins = scheduler.now
        try:
            with _listening(self._logged, lambda: scheduler.now):
                for process in self._processes:
                    process.start()
                callers = self._callers()
                for caller in callers:
                    scheduler.spawn(self._life(caller), after=self._random.uniform(2.0, ARRIVE))
                self._operator.start()
                self._hostile.start()
                scheduler.run(lambda: not self._calling, begins + STORM)
                self._calm()
                scheduler.run(lambda: not self._calling, scheduler.now + STORM)
                self._settled()
                again = self._again()
                self._settled()  # a turn that was answered by an apology is taken now
                found = tuple(violations(self._evidence(), again))
        finally:
            scheduler.close()
            self._storage.close()
        self._story.count("calls", len(self._records))
        for violation in found:
            self._story.tell("VIOLATION", f"{violation.invariant}: {violation.what}", violation.call)
        return Outcome(self._weather.seed, found, self._story, self._story.digest())

    # --- callers

    def _callers(self) -> list[Caller]:
        known: list[Caller] = []
        for number in range(1, self._random.randint(*CALLERS) + 1):
            known.append(draw_caller(self._random, number, known))
        self._calling = len(known)
        return known

    def _life(self, caller: Caller) -> Callable[[], None]:
        random = Random(f"{self._weather.seed}/{caller.name}")  # noqa: S311

        def work() -> None:
            try:
                for _ in range(random.choice((1, 1, 1, 2))):
                    self._call(caller, random)
                    self._scheduler.sleep(random.uniform(1.0, 40.0))
            finally:
                self._calling -= 1

        return work

    def _call(self, caller: Caller, random: Random) -> None:
        record = Record(sid(len(self._records) + 1), caller, random.choice(GOALS), self._scheduler.now)
        self._records.append(record)
        Calling(self._world, self._network, self._post, self._ears, self._switch, record, random).run()

    # --- the end

    def _calm(self) -> None:
        self._weather.calm = True
        self._storage.away_until = self._storage.full_until = 0.0
        self._story.tell("weather", "calm")

    def _settled(self) -> None:
        settled = Bell()
        self._scheduler.spawn(lambda: self._settle(settled))
        self._scheduler.run(lambda: settled.rung, self._scheduler.now + AFTERWARDS + 60.0)

    def _settle(self, settled: Bell) -> None:
        """Wait until every server is up and no effect is left, as long as that may take."""
        until = self._scheduler.now + AFTERWARDS
        while self._scheduler.now < until:
            self._scheduler.sleep(5.0)
            if all(process.up for process in self._processes) and not self._storage.open_effects():
                break
        self._scheduler.ring(settled)

    def _again(self) -> list[tuple[Delivery, Delivery]]:
        """Turns that were answered, asked for once more now that all is over: the answer then and the answer now."""
        first: dict[tuple[str, str], Delivery] = {}
        for each in self._network.deliveries:
            if each.status == 200 and each.kind == "first" and each.turn is not None:
                first[each.call, each.path] = each
        asked = [each for number, each in enumerate(first.values()) if number % AGAIN == self._weather.seed % AGAIN]
        made: list[tuple[Delivery, Delivery]] = []

        def work() -> None:
            for each in asked:
                delivered, bell = self._network.deliver(each.request(), "afterwards")
                self._scheduler.wait(bell, 60.0)
                made.append((each, delivered))

        task = self._scheduler.spawn(work)
        self._scheduler.run(lambda: task.done.rung, self._scheduler.now + 3600.0)
        return made

    def _evidence(self) -> Evidence:
        return Evidence(
            before=self._before,
            logged=self._logged,
            world=self._world,
            storage=self._storage,
            records=self._records,
            deliveries=self._network.deliveries,
            processor=self._processor,
            post=self._post,
        )


def _told(rates: Rates, mode: str, processes: int) -> str:
    """What a run's weather is."""
    given = ", ".join(
        f"{each.name} {getattr(rates, each.name):g}" for each in fields(rates) if getattr(rates, each.name)
    )
    return f"{processes} processes, locks by {mode}; {given or 'nothing breaks'}"


class _Errors(logging.Handler):
    """Keeps what servers log as errors, without the text of what was posted."""

    def __init__(self, kept: list[tuple[float, str]], now: Callable[[], float]) -> None:
        super().__init__(logging.ERROR)
        self._kept, self._now = kept, now

    def emit(self, record: logging.LogRecord) -> None:
        lines = record.getMessage().splitlines()
        if "Twilio error" not in lines[0]:  # what a carrier could not do is no error of ours
            self._kept.append((self._now(), shortened(" ... ".join((lines[0], *lines[-2:])), 300)))


@contextmanager
def _listening(kept: list[tuple[float, str]], now: Callable[[], float]) -> Iterator[None]:
    """Our own log says what was broken on purpose, and the story says it better: only errors are looked at."""
    logger, errors = logging.getLogger("ivr"), _Errors(kept, now)
    before, propagates = logger.level, logger.propagate
    logger.setLevel(logging.ERROR)
    logger.addHandler(errors)
    logger.propagate = False
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(errors)
        logger.propagate = propagates

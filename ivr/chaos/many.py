"""Many seeds, on as many processes as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ivr.chaos.invariants import Violation
from ivr.chaos.running import run
from ivr.chaos.story import line
from ivr.chaos.template import Template, template

CHUNK = 4
"""Seeds handed to a process at once."""


@dataclass(frozen=True)
class Report:
    """What came of a seed: `digest` is that of its whole log, `story` is there only where it is wanted. `broken` names
    an error of the simulation itself, or one that went through everything of ours."""

    seed: int
    violations: tuple[Violation, ...]
    counts: Counter[str]
    digest: str
    story: tuple[str, ...]
    broken: str = ""

    @property
    def failed(self) -> bool:
        return bool(self.violations or self.broken)


def play(made: Template, seed: int, *, story: bool = False) -> Report:
    """Play one seed; tell its story if asked to, or if something is wrong."""
    try:
        outcome = run(seed, made)
    except Exception as error:
        return Report(seed, (), Counter(), "", (), f"{type(error).__name__}: {error}")
    told = tuple(map(line, outcome.story.happenings)) if story or outcome.violations else ()
    return Report(seed, outcome.violations, outcome.story.counts, outcome.digest, told)


def play_many(folder: Path, seeds: Iterable[int], processes: int, where: Path | None = None) -> Iterator[Report]:
    """Play them all, the reports in the order of the seeds."""
    with tempfile.TemporaryDirectory(prefix="ivr-chaos-") as kept:
        made = template(folder, where or Path(kept))
        _ = made.services, made.ears  # read once; the processes begin as copies of this one
        if processes == 1:
            yield from (play(made, seed) for seed in seeds)
            return
        _MADE[:] = [made]
        context = multiprocessing.get_context("fork")  # what is read is in each process, and need not be sent there
        with ProcessPoolExecutor(processes, context, initializer=spare_memory) as pool:
            yield from pool.map(_play, seeds, chunksize=CHUNK)


def spare_memory() -> None:
    """What is loaded stays as long as the process: to look through it for garbage again and again takes a thirtieth of
    a seed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


_MADE: list[Template] = []


def _play(seed: int) -> Report:
    return play(_MADE[0], seed)

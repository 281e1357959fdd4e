"""Damages the shipped line, a mutation at a time, and looks what becomes of it (`scripts/fuzz`).

Each mutation either passes the check, and is then walked to its end by `ivr explore` (lines that are one to the engine
once: a walk takes seconds), or is refused with a place. A traceback, or a passing line that breaks or finds no end
while it is walked, is a fault.
"""

from __future__ import annotations

import gc
import hashlib
import os
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, as_completed, wait
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import click

from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.prompts.catalogue import catalogue
from ivr.flow.reading import read_line
from ivr.marks import Complaint
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.folders import folder_files
from ivr.runtime.rules import read_rules
from ivr.study.explore import explore
from tests.flow.saying import Saying, differing

ROOT = Path(__file__).parents[2] / "flows"
_PUT = (
    "", "", "\n", "  ", "\t", " ", ":", ": ", "{", "}", "[", "]", "$", "'", '"', "#", ",", "-", "- ", "0", "9", "1e3",
    "no", "null", "to: ", "say: x", "&a ", "*a", "!!x ", "<<: ", "{ $x }", ".choice-1 = ", "é", "\x00", "\ufeff", "on:",
)  # fmt: skip
COLLECTED = 25
"""Mutations after which what they left in cycles is let go."""
TOLD_EVERY = 60.0
"""Seconds."""
_WORD = re.compile(r"[A-Za-z0-9_$.-]+")


@dataclass
class Outcome:
    """What became of the mutations."""

    passed: int = 0
    refused: int = 0
    walked: int = 0
    faults: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_walk: float = 0.0

    def add(self, other: Outcome) -> None:
        self.passed += other.passed
        self.refused += other.refused
        self.walked += other.walked
        self.faults += other.faults
        self.rules += other.rules
        self.slowest = max(self.slowest, other.slowest)
        self.slowest_walk = max(self.slowest_walk, other.slowest_walk)

    def told(self) -> str:
        return (
            f"{self.refused} refused, {self.passed} passed, {self.walked} of these unlike the others walked, "
            f"{len(self.faults)} faults"
        )


def mutations(seed: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Mutations of the shipped files, each with what was done, without end; the same for the same seed."""
    whole = folder_files(ROOT)
    chance = random.Random(seed)
    texts = {path: content.decode() for path, content in whole.items()}
    words = {path: sorted(set(_WORD.findall(text))) for path, text in texts.items()}
    while True:
        path = chance.choice(sorted(texts))
        damaged = texts[path]
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            damaged = _damaged(chance, damaged, words[path])
        yield path, {**whole, path: damaged.encode("utf-8", "surrogatepass")}


def _damaged(chance: random.Random, text: str, words: list[str]) -> str:
    kind = chance.choice(("put", "put", "cut", "word", "word", "line out", "line twice", "lines swapped", "indent"))
    at = chance.randrange(max(len(text), 1))
    if kind in ("put", "cut"):
        put = chance.choice(_PUT) if kind == "put" else ""
        return text[:at] + put + text[at + chance.randrange(12) :]
    if kind == "word":
        found = list(_WORD.finditer(text))
        if not found:
            return text
        one = chance.choice(found)
        return text[: one.start()] + chance.choice(words) + text[one.end() :]
    lines = text.split("\n")
    number, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    if kind == "line out":
        del lines[number]
    elif kind == "line twice":
        lines.insert(other, lines[number])
    elif kind == "lines swapped":
        lines[number], lines[other] = lines[other], lines[number]
    else:
        lines[number] = lines[number][2:] if lines[number].startswith("  ") else "  " + lines[number]
    return "\n".join(lines)


def check(files: Mapping[str, bytes]) -> tuple[Line | None, list[Complaint]]:
    """The checker alone, without the access proof, which drives the engine and takes longer."""
    policy, wrong = read_rules(files, "flows")
    queues = None if policy is None else set(policy.hours.queues)
    levels = {} if policy is None else {name: Level.of(word) for name, word in policy.rules.actions.items()}
    reading = read_line(files, CONTRACTS, queues=queues, levels=levels)
    complaints = [*wrong, *reading.complaints]
    return (None if complaints else reading.line), complaints


class Walks:
    """Walks what passes, each that is unlike the others once."""

    def __init__(self) -> None:
        self._files = folder_files(ROOT)
        line, _ = check(self._files)
        if line is None:
            raise AssertionError("the shipped line passes")
        self._line = line
        self._sayings: dict[str, Saying] = {}
        self._walked = {self._likeness(line, self._files)}

    def warm(self) -> None:
        """Walk the shipped line in every language: the processes that are forked then need not."""
        for language in self._line.settings.languages:
            self._saying(language)

    def walk(self, line: Line, files: Mapping[str, bytes]) -> list[str] | None:
        """What breaks when the line is walked from end to end; None when one like it was walked before.

        Where only the prompts of a language were changed, what uses them is walked (see `saying`)."""
        likeness = self._likeness(line, files)
        if likeness in self._walked:
            return None
        self._walked.add(likeness)
        broken = self._said(line, files)
        if broken is not None:
            return broken
        found = explore(line)
        return [*map(str, found.broken()), *(f"{flow}.{step} has no end" for flow, step in found.endless())]

    def _saying(self, language: str) -> Saying:
        if language not in self._sayings:
            self._sayings[language] = Saying(self._line, language)
        return self._sayings[language]

    def _likeness(self, line: Line, files: Mapping[str, bytes]) -> str:
        """Lines of one likeness are one line to the engine: their files differ in comments and blanks at most."""
        flows = {name: replace(flow, places={}) for name, flow in line.flows.items()}
        prompts = {path: content for path, content in files.items() if content != self._files.get(path)}
        spoken = {path: _messages(content) for path, content in prompts.items() if path.endswith(".ftl")}
        whole = repr((line.settings, flows, sorted(line.contracts.items()), sorted(spoken.items())))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    def _said(self, line: Line, files: Mapping[str, bytes]) -> list[str] | None:
        """What breaks; None where more was changed than prompts, or a changed prompt sends calls another way."""
        changed = [path for path in files if files[path] != self._files.get(path)]
        if len(changed) != 1 or not changed[0].endswith(".ftl"):
            return None
        language = changed[0].removeprefix("prompts/").removesuffix(".ftl")
        before, after = (catalogue(each[changed[0]], changed[0], language)[0] for each in (self._files, files))
        return self._saying(language).again(line, differing(before, after))


def _messages(content: bytes) -> dict[str, str]:
    """The messages of a file of prompts, by id, as text."""
    parts = re.split(r"(?m)^(-?[a-z][\w-]*) *=", "\n".join(
        line for line in content.decode().splitlines() if line.strip() and not line.startswith("#")
    ))  # fmt: skip
    return dict(zip(parts[1::2], parts[2::2], strict=True))


class Trial:
    """Tries mutations one by one; each process has its own."""

    def __init__(self) -> None:
        self._whole = folder_files(ROOT)
        self._walks = Walks()
        self._tried = 0

    def warm(self) -> None:
        self._walks.warm()

    def try_out(self, number: int, path: str, damaged: bytes, walk: bool) -> Outcome:
        """What becomes of the shipped files with this one damaged."""
        self._tried += 1
        if self._tried % COLLECTED == 0:
            gc.collect()
        found, files = Outcome(), {**self._whole, path: damaged}
        try:
            self._try(found, files, walk)
        except Exception:
            found.faults.append(traceback.format_exc())
        found.faults = [f"{number} ({path}): {each}" for each in found.faults]
        return found

    def _try(self, found: Outcome, files: Mapping[str, bytes], walk: bool) -> None:
        began = time.monotonic()
        line, complaints = check(files)
        found.slowest = time.monotonic() - began
        if line is None:
            found.refused = 1
            found.rules.update({each.rule for each in complaints})
            if not complaints or not all(_placed(each.place.line, each.place.column) for each in complaints):
                found.faults.append("refused without a place")
            return
        found.passed = 1
        broken = self._walks.walk(line, files) if walk else None
        found.walked = int(broken is not None)
        found.slowest_walk = time.monotonic() - began if broken is not None else 0.0
        found.faults += [f"passes, and breaks: {each}" for each in broken or ()]


def fuzz(count: int, seed: int) -> Outcome:
    """Check `count` mutations; walk none."""
    tally, trial = Outcome(), Trial()
    for number, (path, files) in zip(range(count), mutations(seed), strict=False):
        tally.add(trial.try_out(number, path, files[path], walk=False))
    return tally


def _placed(line: int, column: int) -> bool:
    return line >= 1 and column >= 1


_trial: list[Trial] = []
"""This process's; made before the others are forked, which so begin with the shipped files read."""


def _try_out(number: int, path: str, damaged: bytes, walk: bool) -> Outcome:
    return _trial[0].try_out(number, path, damaged, walk)


def spread(count: int, seed: int, processes: int, walk: bool) -> Iterator[Outcome]:
    """What became of each, as it is known."""
    _trial[:] = [Trial()]
    if walk:
        _trial[0].warm()
    gc.collect()
    gc.freeze()  # what every check stands on is looked through by no collection
    gc.disable()
    waiting: set[Future[Outcome]] = set()
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        for number, (path, files) in zip(range(count), mutations(seed), strict=False):
            if len(waiting) >= 8 * processes:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
            waiting.add(pool.submit(_try_out, number, path, files[path], walk))
        yield from (each.result() for each in as_completed(waiting))


def repeat(number: int, seed: int) -> Outcome:
    """One of them again, with what was done to which file."""
    path, files = next(islice(mutations(seed), number, None))
    before = folder_files(ROOT)[path].decode().splitlines()
    after = files[path].decode("utf-8", "replace").splitlines()
    click.echo("\n".join(unified_diff(before, after, f"flows/{path}", "damaged", lineterm="", n=1)))
    for complaint in check(files)[1]:
        click.echo(complaint)
    return Trial().try_out(number, path, files[path], walk=True)


@click.command()
@click.argument("count", type=int, default=10_000)
@click.option("--seed", type=int, default=1)
@click.option("--walk/--no-walk", default=True, help="Whether those that pass are walked by `ivr explore`.")
@click.option("--processes", type=int, default=os.cpu_count() or 1, show_default="one a core")
@click.option("--only", type=int, metavar="N", help="Only number N of them: what was done, and what became of it.")
def main(count: int, seed: int, walk: bool, processes: int, only: int | None) -> None:
    """Damage the shipped line COUNT times and print what became of it."""
    began = told = time.monotonic()
    tally = Outcome()
    for found in spread(count, seed, processes, walk) if only is None else [repeat(only, seed)]:
        tally.add(found)
        for fault in found.faults:
            click.echo(f"FAULT, again with 'scripts/fuzz --seed {seed} --only {fault.split()[0]}': {fault}", err=True)
        if time.monotonic() - told >= TOLD_EVERY:
            told = time.monotonic()
            click.echo(f"{told - began:6.0f} s: {tally.told()} (of {count})", err=True)
    seconds = time.monotonic() - began
    tried = f"{count} mutations" if only is None else f"mutation {only}"
    click.echo(f"{tried} (seed {seed}) in {seconds:.0f} s: {tally.told()}")
    click.echo(f"slowest check {tally.slowest:.2f} s, slowest check and walk {tally.slowest_walk:.2f} s")
    click.echo(f"refused by {len(tally.rules)} rules:")
    for rule, times in tally.rules.most_common():
        click.echo(f"  {times:6} {rule}")
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()

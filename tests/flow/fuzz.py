"""Damages the shipped line, a mutation at a time, and looks what becomes of it (`scripts/fuzz`).

Each mutation either passes the check, and is then walked to its end by `ivr explore` (lines that are one to the engine
once: a walk takes seconds), or is refused with a place. A traceback, or a passing line that breaks or finds no end
while it is walked, is a fault.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.marks import Complaint
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.folders import folder_files
from ivr.runtime.rules import read_rules
from ivr.study.coverage import Tally
from ivr.study.explore import explore
from ivr.study.explore.engine import ordinary_root
from ivr.study.explore.searching import Search

ROOT = Path(__file__).parents[2] / "flows"
_PUT = (
    "", "", "\n", "  ", "\t", " ", ":", ": ", "{", "}", "[", "]", "$", "'", '"', "#", ",", "-", "- ", "0", "9", "1e3",
    "no", "null", "to: ", "say: x", "&a ", "*a", "!!x ", "<<: ", "{ $x }", ".choice-1 = ", "é", "\x00", "\ufeff", "on:",
)  # fmt: skip
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

    def add(self, other: Outcome) -> None:
        self.passed += other.passed
        self.refused += other.refused
        self.walked += other.walked
        self.faults += other.faults
        self.rules += other.rules
        self.slowest = max(self.slowest, other.slowest)


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
        self._walked = {self._likeness(line, self._files)}

    def walk(self, line: Line, files: Mapping[str, bytes]) -> list[str] | None:
        """What breaks when the line is walked from end to end; None when one like it was walked before.

        Where only the prompts of a language were changed, callers speak it, and the walk ends when every step that
        says a changed one was gone through."""
        likeness = self._likeness(line, files)
        if likeness in self._walked:
            return None
        self._walked.add(likeness)
        said = self._said(line, files)
        if said is not None:
            language, steps = said
            tally = Tally(line)
            search = Search(_speaking(line, language), ordinary_root(line), tally)
            search.run(lambda: all(tally.steps[step] for step in steps))
            return [str(each) for each in search.broken]
        found = explore(line)
        return [*map(str, found.broken()), *(f"{flow}.{step} has no end" for flow, step in found.endless())]

    def _likeness(self, line: Line, files: Mapping[str, bytes]) -> str:
        """Lines of one likeness are one line to the engine: their files differ in comments and blanks at most."""
        flows = {name: replace(flow, places={}) for name, flow in line.flows.items()}
        prompts = {path: content for path, content in files.items() if content != self._files.get(path)}
        spoken = {path: _messages(content) for path, content in prompts.items() if path.endswith(".ftl")}
        whole = repr((line.settings, flows, sorted(line.contracts.items()), sorted(spoken.items())))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    def _said(self, line: Line, files: Mapping[str, bytes]) -> tuple[str, list[tuple[str, str]]] | None:
        """The language whose prompts alone were changed, and the steps whose own text names one of these."""
        changed = [path for path in files if files[path] != self._files.get(path)]
        if len(changed) != 1 or not changed[0].endswith(".ftl"):
            return None
        before, after = _messages(self._files[changed[0]]), _messages(files[changed[0]])
        ids = {name for name, text in after.items() if before.get(name) != text}
        steps = [
            (flow.name, name)
            for flow in line.flows.values()
            for name, step in {**flow.steps, **flow.asides}.items()
            if ids & set(re.findall(r"'([a-z][\w-]*)'", repr(step)))
        ]
        return changed[0].removeprefix("prompts/").removesuffix(".ftl"), steps


def _messages(content: bytes) -> dict[str, str]:
    """The messages of a file of prompts, by id, as text."""
    parts = re.split(r"(?m)^(-?[a-z][\w-]*) *=", "\n".join(
        line for line in content.decode().splitlines() if line.strip() and not line.startswith("#")
    ))  # fmt: skip
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _speaking(line: Line, language: str) -> Line:
    """The line, whose calls begin in `language`."""
    languages = line.settings.languages
    ordered = {name: languages[name] for name in sorted(languages, key=lambda name: name != language)}
    return replace(line, settings=line.settings.model_copy(update={"languages": ordered}))


def fuzz(count: int, seed: int, walks: int, share: tuple[int, int] = (0, 1)) -> Outcome:
    """Try `count` mutations, or of them the share (this one, of so many); of those that pass, walk `walks` at most."""
    tally = Outcome()
    walker = Walks()
    mine, of = share
    for number, (path, files) in zip(range(count), mutations(seed), strict=False):
        if number % of != mine:
            continue
        began = time.monotonic()
        try:
            line, complaints = check(files)
        except Exception:
            tally.faults.append(f"{number} ({path}): {traceback.format_exc()}")
            continue
        tally.slowest = max(tally.slowest, time.monotonic() - began)
        if line is None:
            tally.refused += 1
            tally.rules.update({each.rule for each in complaints})
            if not complaints or not all(_placed(each.place.line, each.place.column) for each in complaints):
                tally.faults.append(f"{number} ({path}): refused without a place")
            continue
        tally.passed += 1
        if tally.walked >= walks:
            continue
        try:
            broken = walker.walk(line, files)
        except Exception:
            tally.faults.append(f"{number} ({path}): {traceback.format_exc()}")
            continue
        tally.walked += broken is not None
        tally.faults += [f"{number} ({path}): passes, and breaks: {each}" for each in broken or ()]
    return tally


def _placed(line: int, column: int) -> bool:
    return line >= 1 and column >= 1


@click.command()
@click.argument("count", type=int, default=10_000)
@click.option("--seed", type=int, default=1)
@click.option("--walk", type=int, help="How many of those that pass are walked by `ivr explore` (default: all).")
@click.option("--processes", type=int, default=2, show_default=True)
def main(count: int, seed: int, walk: int | None, processes: int) -> None:
    """Damage the shipped line COUNT times and print what became of it."""
    each = count if walk is None else -(-walk // processes)
    began = time.monotonic()
    tally = Outcome()
    with ProcessPoolExecutor(processes) as pool:
        shares = [pool.submit(fuzz, count, seed, each, (mine, processes)) for mine in range(processes)]
        for share in as_completed(shares):
            tally.add(share.result())
    click.echo(
        f"{count} mutations (seed {seed}) in {time.monotonic() - began:.0f} s: {tally.refused} refused, "
        f"{tally.passed} passed; {tally.walked} of these unlike the others were walked"
    )
    click.echo(f"slowest check {tally.slowest:.2f} s; refused by {len(tally.rules)} rules, most often:")
    for rule, times in tally.rules.most_common(12):
        click.echo(f"  {times:6} {rule}")
    for fault in tally.faults:
        click.echo(fault, err=True)
    click.echo(f"{len(tally.faults)} faults")
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()

"""Damages the shipped line, a mutation at a time, and looks what becomes of it (`scripts/fuzz`).

Each mutation either passes the check, and is then walked to its end by `ivr explore` (a share of them, for each walk
takes seconds), or is refused with a place. A traceback, or a passing line that breaks while it is walked, is a fault.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.marks import Complaint
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.folders import folder_files
from ivr.runtime.rules import read_rules
from ivr.study.explore import explore

ROOT = Path(__file__).parents[2] / "flows"
_PUT = (
    "", "", "\n", "  ", "\t", " ", ":", ": ", "{", "}", "[", "]", "$", "'", '"', "#", ",", "-", "- ", "0", "9", "1e3",
    "no", "null", "to: ", "say: x", "&a ", "*a", "!!x ", "<<: ", "{ $x }", ".choice-1 = ", "é", "\x00", "\ufeff", "on:",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z0-9_$.-]+")


@dataclass
class Tally:
    """What became of the mutations."""

    passed: int = 0
    refused: int = 0
    walked: int = 0
    faults: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


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


def fuzz(count: int, seed: int, walks: int) -> Tally:
    """Try `count` mutations; of those that pass, walk the first `walks`."""
    tally = Tally()
    whole = folder_files(ROOT)
    for number, (path, files) in zip(range(count), mutations(seed), strict=False):
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
        if tally.walked < walks and files[path] != whole[path]:
            tally.walked += 1
            try:
                broken = explore(line).broken()
            except Exception:
                tally.faults.append(f"{number} ({path}): {traceback.format_exc()}")
                continue
            tally.faults += [f"{number} ({path}): passes, and breaks: {each}" for each in broken]
    return tally


def _placed(line: int, column: int) -> bool:
    return line >= 1 and column >= 1


@click.command()
@click.argument("count", type=int, default=10_000)
@click.option("--seed", type=int, default=1)
@click.option("--walk", type=int, default=5, help="How many of those that pass are walked by `ivr explore`.")
def main(count: int, seed: int, walk: int) -> None:
    """Damage the shipped line COUNT times and print what became of it."""
    tally = fuzz(count, seed, walk)
    click.echo(
        f"{count} mutations (seed {seed}): {tally.refused} refused, {tally.passed} passed, {tally.walked} walked"
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

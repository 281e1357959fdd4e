"""Planted bugs: patches of one line each, a copy of the package with one of them in it, and seeds played with that.

A patch is a unified diff; before it stand `Seed:`, `Invariant:` and a line of what is wrong. Its line numbers are not
looked at: its old lines must be in the file exactly once, so that it outlives what is changed around it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "ivr"
PLANTED = Path(__file__).with_name("planted")


@dataclass(frozen=True)
class Patch:
    path: Path
    seed: int
    invariant: str
    file: str
    old: str
    new: str

    @property
    def name(self) -> str:
        return self.path.stem

    def planted(self) -> str:
        """The file with the fault in it. Raises ValueError unless its old lines are there once."""
        text = (PACKAGE.parent / self.file).read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            raise ValueError(f"{self.name}: what it changes is {text.count(self.old)} times in {self.file}")
        return text.replace(self.old, self.new)


def patches() -> list[Patch]:
    return [read(path) for path in sorted(PLANTED.glob("*.patch"))]


def read(path: Path) -> Patch:
    text = path.read_text(encoding="utf-8")
    head, _, diff = text.partition("--- a/")
    fields = dict(re.findall(r"^(Seed|Invariant): *(.*)$", head, re.MULTILINE))
    lines = diff.splitlines(keepends=True)
    body = [line for line in lines[2:] if not line.startswith("@@")]
    old = "".join(line[1:] for line in body if line[0] in " -")
    new = "".join(line[1:] for line in body if line[0] in " +")
    return Patch(path, int(fields.get("Seed") or 0), fields["Invariant"], lines[0].strip(), old, new)


def tree(patch: Patch, where: Path) -> Path:
    """A folder to put before the path: the package as links, but for the file with the fault in it."""
    parts = Path(patch.file).parts[1:]
    here, there = PACKAGE, where / "ivr"
    for part in parts:
        there.mkdir(parents=True)
        for each in here.iterdir():
            if each.name not in (part, "__pycache__"):
                (there / each.name).symlink_to(each)
        _link_compiled(here, there, Path(part).stem)
        here, there = here / part, there / part
    there.write_text(patch.planted(), encoding="utf-8")
    return where


def _link_compiled(here: Path, there: Path, changed: str) -> None:
    """What is compiled already need not be compiled again, which takes longer than a seed."""
    (there / "__pycache__").mkdir()
    for each in (here / "__pycache__").glob("*.pyc"):
        if each.name.split(".")[0] != changed:
            (there / "__pycache__" / each.name).symlink_to(each)


class Planter:
    """Plays seeds with other copies of the package, in a process that has everybody else's modules loaded."""

    def __init__(self, kept: Path) -> None:
        """`kept` is a folder in which the database that runs begin with is kept."""
        kept.mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("planter.py")), str(kept)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def play(self, where: Path, seeds: list[int], wanted: str | None = None) -> dict[int, list[str]]:
        """The invariants that each seed violates, as far as the first seed that violates `wanted`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"tree": str(where), "seeds": seeds, "wanted": wanted}) + "\n")
        self._process.stdin.flush()
        told: dict[str, list[str]] = json.loads(self._process.stdout.readline())
        return {int(seed): invariants for seed, invariants in told.items()}

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

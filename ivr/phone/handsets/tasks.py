"""A transcript's steps as single tasks, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.transcript import Expectation, Step
from ivr.transcript.model import ACTIONS
from ivr.transcript.reading import Path


@dataclass(frozen=True)
class Task:
    """One thing to be seen or done. `kind` is a key of Step; `expected` is set for hears and not_hears."""

    kind: str
    step: Step
    path: Path
    expected: Expectation | None = None


def tasks(steps: tuple[Step, ...], path: Path) -> Iterator[Task]:
    """The steps' tasks, in the order in which they are looked at."""
    for number, step in enumerate(steps):
        here = (*path, number)
        for kind in ("hears", "not_hears"):
            for index, expected in enumerate(getattr(step, kind) or ()):
                many = len(getattr(step, kind)) > 1
                yield Task(kind, step, (*here, kind, index) if many else (*here, kind), expected)
        for kind in ("text", "no_text", *ACTIONS):
            value = getattr(step, kind)
            if value is not None and value is not False:
                yield Task(kind, step, (*here, kind))

"""Points of a call, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ivr.flow.contracts import Level
from ivr.study.effort.costs import NOTHING, Cost


@dataclass(frozen=True)
class At:
    """Where a run of a flow is. `entered`: what the flow requires was met."""

    flow: str
    step: str
    entered: bool = False


@dataclass(frozen=True)
class Spot:
    """A point of a call: its runs, the innermost last; what was proven; the language spoken."""

    runs: tuple[At, ...]
    level: Level
    language: str

    @property
    def here(self) -> At:
        return self.runs[-1]

    def on(self, *, runs: tuple[At, ...] | None = None, step: str | None = None) -> Spot:
        """At another step of this run, its own where none is named; or in other runs."""
        if runs is None:
            runs = (*self.runs[:-1], At(self.here.flow, step or self.here.step, entered=True))
        return replace(self, runs=runs)


@dataclass(frozen=True)
class Way:
    """To another spot, or (None) to the goal."""

    to: Spot | None
    cost: Cost = NOTHING

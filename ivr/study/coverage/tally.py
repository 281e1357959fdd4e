"""How often each step and way was gone, against all there are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ivr.flow.line import Line
from ivr.study.coverage.following import Trace
from ivr.study.coverage.ways import LINE, Way, declared, used


@dataclass
class Tally:
    """Counts of one line. Steps are (flow, step)."""

    line: Line
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    ways: Counter[Way] = field(default_factory=Counter)

    def add(self, trace: Trace) -> None:
        """What one event led to."""
        self.steps.update(trace.moved.walked)
        self.ways.update(trace.ways)

    def missing(self) -> list[Way]:
        """The ways of the line that were never gone, in the order written."""
        return [way for way in declared(self.line) if not self.ways[way]]

    def missing_steps(self) -> list[tuple[str, str]]:
        return [step for step in steps_of(self.line) if not self.steps[step]]

    def as_text(self) -> str:
        """A line per flow, and under it each step with the outcomes that never were."""
        lines = []
        known = [*declared(self.line)]
        for flow in [*self.line.flows, LINE]:
            ways = [way for way in known if way.flow == flow]
            steps = [step for step in steps_of(self.line) if step[0] == flow]
            if not ways and not steps:
                continue
            gone = sum(bool(self.ways[way]) for way in ways)
            walked = sum(bool(self.steps[step]) for step in steps)
            told = f"{walked} of {len(steps)} steps, " if steps else ""
            lines.append(f"{flow or 'anywhere'}: {told}{gone} of {len(ways)} outcomes")
            lines += self._lacks(steps, [way for way in ways if not self.ways[way]])
        return "\n".join([*lines, self.summary()])

    def summary(self) -> str:
        """All of it in a line: `104 of 104 steps, 390 of 391 outcomes (99.7 %)`."""
        steps, ways = steps_of(self.line), declared(self.line)
        gone = len(ways) - len(self.missing())
        walked = len(steps) - len(self.missing_steps())
        share = 100 * gone / len(ways) if ways else 100.0
        shown = "100" if gone == len(ways) else f"{min(share, 99.9):.1f}"
        return f"{walked} of {len(steps)} steps, {gone} of {len(ways)} outcomes ({shown} %)"

    def as_json(self) -> str:
        """`{flow: {step: count, "step.outcome": count}}`: what `ivr draw` colours by. Shortcuts are under ""."""
        counts: dict[str, dict[str, int]] = {flow: {} for flow in self.line.flows}
        for flow, step in steps_of(self.line):
            counts[flow][step] = self.steps[flow, step]
        for way in declared(self.line):
            counts.setdefault(way.flow, {})[f"{way.step}.{way.outcome}"] = self.ways[way]
        return json.dumps(counts, indent=1) + "\n"

    def _lacks(self, steps: Iterable[tuple[str, str]], missing: list[Way]) -> list[str]:
        never = [step for step in steps if not self.steps[step]]
        lines = [f"  {step}: never reached" for _, step in never]
        by_step: dict[str, list[str]] = {}
        for way in missing:
            if (way.flow, way.step) not in never:
                by_step.setdefault(way.step or "requires", []).append(way.outcome)
        return [*lines, *(f"  {step}: never {', '.join(outcomes)}" for step, outcomes in by_step.items())]


def steps_of(line: Line) -> list[tuple[str, str]]:
    """Every (flow, step), in the order written."""
    return [(flow.name, step) for flow in used(line) for step in (*flow.steps, *flow.asides)]

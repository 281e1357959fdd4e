"""Where outcomes, targets and returns lead a caller who makes no mistake, and what is said on the way."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.contracts import Level
from ivr.flow.line import Flow, Line
from ivr.flow.verbs import LineTarget, Requires, Target
from ivr.study.effort.costs import Cost, Costs
from ivr.study.effort.spots import At, Spot, Way

DEEPEST = 8
"""Runs above each other; a caller who makes no mistake is never this deep in an honest line."""


class Going:
    """The moves between the steps of a line."""

    def __init__(self, costs: Costs) -> None:
        self.line: Line = costs.line
        self.costs = costs

    def begin(self, language: str) -> Spot:
        return Spot((self.first(self.line.settings.start, Level.ANONYMOUS),), Level.ANONYMOUS, language)

    def run(self, spot: Spot, flow: str, cost: Cost) -> Iterator[Way]:
        if len(spot.runs) < DEEPEST:
            yield Way(spot.on(runs=(*spot.runs, self.first(flow, spot.level))), cost)

    def first(self, flow: str, level: Level) -> At:
        """Where a run begins."""
        begun = self.line.flows[flow]
        return At(flow, begun.first, entered=_met(begun, level))

    def settle(self, spot: Spot, flow: Flow, outcome: str, cost: Cost, *, normal: bool = True) -> Iterator[Way]:
        step = flow.step(spot.here.step)
        target = step.on.get(outcome) or (step.onward if normal else None)
        target = target or self.line.handler(flow.name, spot.here.step, outcome)
        if target is not None:
            yield from self.go(spot, flow, target, cost)

    def go(self, spot: Spot, flow: Flow, target: Target, cost: Cost) -> Iterator[Way]:
        cost += self.costs.said(flow, spot.language, target.say)
        if isinstance(target, LineTarget) and target.to is not None:
            yield Way(spot.on(runs=(self.first(target.to, spot.level),)), cost)
            return
        onward = flow.onward(spot.here.step, target)
        if onward.to is not None:
            yield Way(spot.on(step=onward.to), cost)
        elif onward.hang_up is None:
            yield from self.back(spot, onward.return_ or "done", cost)

    def back(self, spot: Spot, outcome: str, cost: Cost) -> Iterator[Way]:
        """The run ends, and the one below goes on."""
        if len(spot.runs) < 2:
            return
        below = spot.on(runs=spot.runs[:-1])
        flow = self.line.flows[below.here.flow]
        step = flow.step(below.here.step)
        if not below.here.entered:  # what ended is what the flow requires
            if outcome == "done" and spot.level >= Level.of(flow.requires or "anonymous"):
                yield Way(below.on(), cost)
        elif isinstance(step, Requires):
            if outcome == "done" and spot.level >= Level.of(step.requires):
                yield from self.settle(below, flow, "met", cost)
        else:
            yield from self.settle(below, flow, outcome, cost, normal=outcome == "done")


def _met(flow: Flow, level: Level) -> bool:
    return flow.requires is None or level >= Level.of(flow.requires)

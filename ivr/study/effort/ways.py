"""The ways of a call in which nobody makes a mistake.

Left out: silence, answers that are not understood or out of limits, wrong codes, cards that are not taken, and every
outcome of an action but its normal one, but for the goal's own. Conditions may hold or not. A `no` to a question is no
mistake; to a consent it is one, for it turns away from the goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ivr.flow.contracts import Level
from ivr.flow.line import Flow, Goal
from ivr.flow.verbs import (
    Ask,
    Confirm,
    Do,
    Language,
    Menu,
    Pay,
    Queue,
    Requires,
    Run,
    Say,
    Step,
    When,
)
from ivr.flow.verbs.ask import Answer
from ivr.study.effort.costs import NOTHING, OUTSIDE, Cost, Costs, dearer, pressed
from ivr.study.effort.going import Going
from ivr.study.effort.spots import Spot, Way


class Ways(Going):
    """Towards one goal. `knowing`: the caller knows the line: takes shortcuts, and presses as soon as they have heard
    their choice; else they hear every prompt to its end."""

    def __init__(self, costs: Costs, goal: Goal, *, knowing: bool) -> None:
        super().__init__(costs)
        self.goal = goal
        self.knowing = knowing
        self._known: dict[Spot, tuple[Way, ...]] = {}
        self._dearest: dict[Spot, tuple[Way, ...]] = {}

    def of(self, spot: Spot) -> tuple[Way, ...]:
        """Every way from here."""
        if spot not in self._known:
            self._known[spot] = tuple(self._of(spot))
        return self._known[spot]

    def dearest(self, spot: Spot) -> tuple[Way, ...]:
        """Of the ways to one spot, one that costs as much as any of them."""
        if spot not in self._dearest:
            found: dict[Spot | None, Cost] = {}
            for way in self.of(spot):
                found[way.to] = dearer(found.get(way.to, NOTHING), way.cost)
            self._dearest[spot] = tuple(Way(to, cost) for to, cost in found.items())
        return self._dearest[spot]

    def _of(self, spot: Spot) -> Iterator[Way]:
        flow = self.line.flows[spot.here.flow]
        if not spot.here.entered:
            if flow.name != self.line.settings.verify:
                yield from self.run(spot, self.line.settings.verify, NOTHING)
            return
        spot = spot.on()
        step = flow.step(spot.here.step)
        if isinstance(step, Menu):
            yield from self._menu(spot, flow, step)
        elif isinstance(step, Do):
            yield from self._done(spot, flow, step.do, NOTHING)
        elif isinstance(step, When):
            yield from self._when(spot, flow, step)
        elif isinstance(step, Run):
            yield from self.run(spot, step.run, NOTHING)
        elif isinstance(step, Requires) and spot.level < Level.of(step.requires):
            yield from self.run(spot, self.line.settings.verify, NOTHING)
        elif isinstance(step, Queue):
            if step.queue == self.goal.queue:
                yield Way(None)
        elif isinstance(step, Ask):
            yield from self._ask(spot, flow, step)
        else:
            yield from self._passed(spot, flow, step)
        if self.knowing and isinstance(step, Menu | Ask | Confirm):
            yield from self._shortcuts(spot, star=not isinstance(step, Menu))

    def _passed(self, spot: Spot, flow: Flow, step: Step) -> Iterator[Way]:
        cost = NOTHING
        if isinstance(step, Say):
            cost = self.costs.said(flow, spot.language, step.say)
        elif isinstance(step, Confirm):
            cost = self.costs.confirmed(flow, spot.language, step)
        elif isinstance(step, Pay):
            cost = self.costs.captured(flow, spot.language, step)
        elif isinstance(step, Language) and step.language in self.line.settings.languages:
            spot = replace(spot, language=step.language)
        yield from self.settle(spot, flow, step.normal or step.verb, cost)

    def _menu(self, spot: Spot, flow: Flow, step: Menu) -> Iterator[Way]:
        for key, option in step.choices.items():
            cost = self.costs.chosen(flow, spot.language, step, key, all_of_it=not self.knowing)
            yield from self.go(spot, flow, option, cost)

    def _ask(self, spot: Spot, flow: Flow, step: Ask) -> Iterator[Way]:
        cost = self.costs.answered(flow, spot.language, step)
        if step.check is not None:
            yield from self._done(spot, flow, step.check.do, cost)
        elif step.for_ in (Answer.CONSENT, Answer.YES_NO):
            yield from self.settle(spot, flow, "yes", cost)
            if step.for_ is Answer.YES_NO:
                yield from self.settle(spot, flow, "no", cost, normal=False)
        else:
            yield from self.settle(spot, flow, "given", cost)

    def _when(self, spot: Spot, flow: Flow, step: When) -> Iterator[Way]:
        for branch in step.when:
            yield from self.go(spot, flow, branch.else_ or branch, NOTHING)
        if not any(branch.else_ for branch in step.when):
            yield from self.settle(spot, flow, "otherwise", NOTHING)

    def _done(self, spot: Spot, flow: Flow, action: str, cost: Cost) -> Iterator[Way]:
        contract = self.line.contracts[action]
        if contract.outside:
            cost += Cost(0, OUTSIDE)
        if action == self.goal.action and spot.level >= contract.level:
            yield Way(None, cost)
            return
        for outcome in (contract.normal,) if contract.normal is not None else contract.outcomes:
            level = max(spot.level, contract.grants) if contract.grants is not None else spot.level
            yield from self.settle(replace(spot, level=level), flow, outcome, cost, normal=contract.normal is not None)

    def _shortcuts(self, spot: Spot, *, star: bool) -> Iterator[Way]:
        for name, shortcut in self.line.settings.anywhere.items():
            if shortcut.run is not None and name != "language":
                yield Way(spot.on(runs=(self.first(shortcut.run, spot.level),)), pressed(2 if star else 1))

"""What of one side is what of the other: flows and steps by name, and those that only got another name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ivr.flow.line import Flow
from ivr.flow.verbs import Run, Set, Step, Take, Target, When
from ivr.study.changes.model import Side

MOSTLY = 0.6
"""Share of steps' names that two flows have in common when one is the other under a new name."""


@dataclass(frozen=True)
class StepPair:
    """A step of both sides, in a flow of both sides."""

    flows: FlowPair
    old: str
    new: str

    @property
    def before(self) -> Step:
        return self.flows.before.step(self.old)

    @property
    def after(self) -> Step:
        return self.flows.after.step(self.new)

    @property
    def where(self) -> str:
        return f"{self.flows.after.name}.{self.new}"


@dataclass(frozen=True)
class FlowPair:
    """A flow of both sides. `steps`: the names of the steps of both, before -> after."""

    before: Flow
    after: Flow
    steps: Mapping[str, str] = field(hash=False)

    @property
    def pairs(self) -> Iterator[StepPair]:
        for old, new in self.steps.items():
            yield StepPair(self, old, new)


@dataclass(frozen=True)
class Pair:
    """Both sides. `flows`: the flows of both, by their name before."""

    before: Side
    after: Side
    flows: Mapping[str, FlowPair] = field(hash=False)

    @property
    def steps(self) -> Iterator[StepPair]:
        for each in self.flows.values():
            yield from each.pairs

    def goes(self, target: Target, flow: FlowPair | None) -> tuple[object, ...]:
        """Where a target of the side before leads, in the names of the side after: equal to `Pair.went` of a target
        after when nothing changed. Of the line's own handlers (no flow) `to` names a flow."""
        to = target.to
        if to is not None and flow is not None:
            to = flow.steps.get(to, f"{to} of old")
        elif to is not None:
            to = self.flows[to].after.name if to in self.flows else f"{to} of old"
        return (target.say, to, target.return_, target.hang_up, tuple(sorted(target.with_.items())))

    def went(self, target: Target) -> tuple[object, ...]:
        return (target.say, target.to, target.return_, target.hang_up, tuple(sorted(target.with_.items())))


def pair(before: Side, after: Side) -> Pair:
    """Both sides, with what belongs together."""
    old, new = before.line.flows, after.line.flows

    def alike(one: str, other: str) -> bool:
        ours, theirs = set(_all(old[one])), set(_all(new[other]))
        return len(ours & theirs) >= MOSTLY * len(ours | theirs)

    names = matched(old, new, alike)
    return Pair(before, after, {one: _flow_pair(old[one], new[other], names) for one, other in names.items()})


def _flow_pair(before: Flow, after: Flow, flows: Mapping[str, str]) -> FlowPair:
    old, new = _all(before), _all(after)

    def alike(one: str, other: str) -> bool:
        return _essence(old[one], flows) == _essence(new[other], {})

    return FlowPair(before, after, matched(old, new, alike))


def matched(old: Collection[str], new: Collection[str], alike: Callable[[str, str], bool]) -> dict[str, str]:
    """Names of both, and each old name whose only likeness is a new one."""
    found = {name: name for name in old if name in new}
    gone, come = [name for name in old if name not in found], [name for name in new if name not in found]
    for name in gone:
        likely = [other for other in come if other not in found.values() and alike(name, other)]
        if len(likely) == 1:
            found[name] = likely[0]
    return found


def _all(flow: Flow) -> dict[str, Step]:
    return {**flow.steps, **flow.asides}


def _essence(step: Step, flows: Mapping[str, str]) -> tuple[str, str]:
    """What a step does, whatever its name is and wherever it leads."""
    if isinstance(step, Run):
        return step.verb, flows.get(step.run, step.run)
    if isinstance(step, When | Set | Take):
        return step.verb, repr(step)
    worked_on = {"return": step.return_, "hang_up": step.hang_up}.get(step.verb)
    return step.verb, str(worked_on or getattr(step, step.verb, ""))

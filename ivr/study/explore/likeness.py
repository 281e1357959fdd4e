"""When two states are alike: what keeps the number of states finite, and small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.engine import proven
from ivr.engine.awaiting import Acting, Answering, Choosing
from ivr.engine.call import Frame, Purpose, State
from ivr.engine.scope import scope_of
from ivr.flow.faults import FlowFault
from ivr.flow.line import Condition, Line
from ivr.flow.names import value_at
from ivr.flow.types import Value
from ivr.flow.verbs import Take
from ivr.study.explore.results import deciding

Feature = tuple[object, ...]


@dataclass(frozen=True)
class Likeness:
    """What a state is like. `place` says where it is and what it awaits; `features` what its variables decide there.

    place     the two innermost runs (where a return leads is decided by the one below), what is awaited, bad answers
              so far, what is proven.
    own       how the conditions of the very step come out: what can be chosen there.
    features  for each other step of these flows that decides, how its conditions come out; what is left of lists.
    """

    place: Feature
    own: Feature
    features: frozenset[Feature]


class Likenesses:
    """Of one line.

    A state is worth going on from when its place, or any one feature at that place, was not seen before: every
    condition is met both ways at every place, but not every combination of all conditions. What was said, what lies
    deeper, how often a step was visited and where `back` leads make no difference: what depends on those is walked by
    one example (and `at_most` by `ivr.study.explore.pumping`).
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._deciding = {flow.name: deciding(line, flow) for flow in line.flows.values()}
        self._lists = {
            flow.name: sorted({step.from_ for step in {**flow.steps, **flow.asides}.values() if isinstance(step, Take)})
            for flow in line.flows.values()
        }

    def of(self, state: State) -> Likeness:
        awaiting, frame = state.awaiting, state.frame
        action = awaiting.action if isinstance(awaiting, Acting) else ""
        runs = tuple((each.flow, each.step, each.purpose, each.entered, each.offered) for each in state.frames[-2:])
        bad = (frame.tries.no_input, frame.tries.no_match, frame.tries.other)
        place = (runs, awaiting.kind, action, bad, proven.level(state), state.gone)
        scope = scope_of(self._line, state)
        own = tuple(
            vector
            for each in self._deciding[frame.flow]
            if each.step == frame.step
            for vector in _vector(each.conditions, scope)
        )
        aside = frame.tries.bad or not isinstance(awaiting, (Choosing, Answering, Acting))
        if aside or frame.purpose is Purpose.LANGUAGE:  # they come back to where every feature is met
            return Likeness(place, own, frozenset())
        features = [*self._features(frame, scope)]
        for below in state.frames[-2:-1]:
            features += self._features(below, scope_of(self._line, state, below))
        return Likeness(place, own, frozenset(features))

    def _features(self, frame: Frame, scope: Mapping[str, Value]) -> Iterator[Feature]:
        for each in self._deciding[frame.flow]:
            yield (frame.flow, each.step, *_vector(each.conditions, scope))
        for name in self._lists[frame.flow]:
            items = value_at(scope, name.removeprefix("$"))
            length = len(items) if isinstance(items, list) else 0
            at = frame.places.get(name, 0)
            yield (frame.flow, name, min(at, 2), min(length - at, 2))


def _vector(conditions: tuple[Condition, ...], scope: Mapping[str, Value]) -> tuple[bool | None, ...]:
    return tuple(_holds(each, scope) for each in conditions)


def _holds(condition: Condition, scope: Mapping[str, Value]) -> bool | None:
    """None where a variable is not there."""
    try:
        return condition.holds(scope)
    except FlowFault:
        return None

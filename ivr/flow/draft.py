"""A line as it was read and before it is known to be right: typed, every part beside the node it was written in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ivr.flow.contracts import Contract
from ivr.flow.line import LineSettings
from ivr.flow.prompts import Catalogue
from ivr.flow.verbs import Menu, Step, Target, When
from ivr.marks import Node, Place, nodes, value_place


@dataclass(frozen=True)
class Written:
    """A target (or a step's normal way) where it was written."""

    target: Target
    node: Node

    def place(self, key: str) -> Place:
        """The place of one of its values; of the whole where it is only a step's name."""
        return value_place(self.node, (key,))


@dataclass(frozen=True)
class DraftStep:
    """One step. `place` is its name's."""

    name: str
    step: Step
    node: nodes.Mapping
    place: Place
    aside: bool

    def at(self, *path: str | int) -> Place:
        """The place of the value that `path` leads to."""
        return value_place(self.node, path)

    @cached_property
    def handlers(self) -> dict[str, Written]:
        return handlers(self.step.on, self.node)

    @cached_property
    def ways(self) -> tuple[tuple[str, Written], ...]:
        """What the step itself writes of ways: its normal one, its choices, its branches."""
        kind = self.step
        found = [("", Written(kind.onward, self.node))]
        if isinstance(kind, Menu) and isinstance(choices := self.node.get("choices"), nodes.Mapping):
            found += [(key, Written(kind.choices[key], each)) for key in kind.choices if (each := choices.get(key))]
        if isinstance(kind, When) and isinstance(branches := self.node.get("when"), nodes.Sequence):
            for number, (branch, node) in enumerate(zip(kind.when, branches.items, strict=True)):
                otherwise = node.get("else") if isinstance(node, nodes.Mapping) else None
                if branch.else_ is not None and otherwise is not None:
                    found.append((str(number), Written(branch.else_, otherwise)))
                else:
                    found.append((str(number), Written(branch, node)))
        return tuple(found)


@dataclass(frozen=True)
class DraftFlow:
    """One flow. `broken` are steps whose own complaints were made when reading: their names exist, no more is known."""

    name: str
    title: str
    file: str
    node: nodes.Mapping
    requires: Literal["identified", "verified"] | None = None
    takes: Mapping[str, str] = field(default_factory=dict, hash=False)
    on: Mapping[str, Target] = field(default_factory=dict, hash=False)
    steps: Mapping[str, DraftStep] = field(default_factory=dict, hash=False)
    broken: frozenset[str] = frozenset()

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The names of what runs from top to bottom."""
        return tuple(name for name, each in self.steps.items() if not each.aside)

    @cached_property
    def handlers(self) -> dict[str, Written]:
        return handlers(self.on, self.node)

    def after(self, name: str) -> str | None:
        order = self.order
        at = order.index(name) + 1 if name in order else len(order)
        return order[at] if at < len(order) else None

    def at(self, *path: str | int) -> Place:
        return value_place(self.node, path)


@dataclass(frozen=True)
class Draft:
    """The line. `broken` names flows that could not be read whole: they are there, and not looked into."""

    settings: LineSettings
    node: nodes.Mapping
    flows: Mapping[str, DraftFlow] = field(hash=False)
    broken: frozenset[str] = frozenset()
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict, hash=False)
    contracts: Mapping[str, Contract] = field(default_factory=dict, hash=False)
    queues: Collection[str] | None = None
    root: str = "flows"

    @cached_property
    def handlers(self) -> dict[str, Written]:
        return handlers(self.settings.on, self.node)

    @property
    def flow_names(self) -> tuple[str, ...]:
        return (*self.flows, *self.broken)

    def at(self, *path: str | int) -> Place:
        """A place in line.yaml."""
        return value_place(self.node, path)

    def steps(self) -> Iterator[tuple[DraftFlow, DraftStep]]:
        """Every step of every flow."""
        for flow in self.flows.values():
            for step in flow.steps.values():
                yield flow, step


def handlers(on: Mapping[str, Target], node: nodes.Mapping) -> dict[str, Written]:
    """The handlers of an `on`, with where they were written (reading has split `a, b: target` in two)."""
    written = node.get("on")
    if not isinstance(written, nodes.Mapping):
        return {}
    return {name: Written(target, found) for name, target in on.items() if (found := written.get(name)) is not None}

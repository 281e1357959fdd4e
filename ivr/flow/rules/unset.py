"""A variable that is not set on some path.

What: a step, a condition or a prompt reads a variable that a call can come to without ever having been given it. A
result exists only after the outcome that gives it. The complaint names the shortest path.
Why: on that path there is nothing to say or do.

Bad:
    steps:
      which: {menu: which, save: it, choices: {1: {value: red}, 2: tell}}
      tell: {say: tell}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    tell = You picked { $it }.
Good:
    steps:
      which: {menu: which, save: it, choices: {1: {value: red}, 2: done}}
      tell: {say: tell}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    tell = You picked { $it }.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.flow.analysis import Analysis, condition_uses
from ivr.flow.assignment import Assigned, assigned
from ivr.flow.conditions import names
from ivr.flow.draft import DraftFlow, Written
from ivr.flow.names import root, variable
from ivr.flow.prompt_uses import of_flow as prompts_of
from ivr.flow.prompt_variables import needs
from ivr.flow.rules.base import rule
from ivr.flow.value_uses import of_flow as values_of
from ivr.flow.verbs import Checkpoint
from ivr.marks import Complaint, Place


@dataclass(frozen=True)
class Reading:
    """A reading of the variable `name`: by a step or, where `written`, by that target; `how` it is read."""

    step: str | None
    place: Place
    name: str
    written: Written | None
    how: str


@rule("unset-variable")
def unset(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        if any(analysis.outcomes(step) is None for step in flow.steps.values()):
            continue  # where an unknown action leads is not known
        yield from _of_flow(analysis, flow)


def _of_flow(analysis: Analysis, flow: DraftFlow) -> Iterator[Complaint]:
    """Once for each step and variable; what follows from there is not complained of again."""
    readings: dict[str | None, list[Reading]] = {}
    for reading in _read(analysis, flow):
        readings.setdefault(reading.step, []).append(reading)
    granted: dict[str, frozenset[str]] = {}
    known = assigned(analysis, flow)
    for step in (*known.at, None):
        told: set[str] = set()
        for reading in readings.get(step, []):
            there = known.after(reading.step, reading.written)
            if reading.name in told or there is None or reading.name not in analysis.types(flow):
                continue
            if reading.name not in there:
                told.add(reading.name)
                yield _complaint(known, reading)
        if step is not None and told:
            granted[step] = frozenset(told)
            known = assigned(analysis, flow, granted)


def _read(analysis: Analysis, flow: DraftFlow) -> Iterator[Reading]:
    for use in values_of(analysis.draft, flow):
        path = variable(use.text)
        if path is not None and root(path) not in use.before:
            yield Reading(use.step, use.place, root(path), use.written, use.text)
    for step in flow.steps.values():
        for name in step.step.checkpoint if isinstance(step.step, Checkpoint) else ():
            yield Reading(step.name, step.at("checkpoint"), name, None, "the checkpoint")
    for condition in condition_uses(flow):
        for path in names(condition.text):
            yield Reading(condition.step, condition.place, root(path), None, "the condition")
    for prompt in prompts_of(flow):
        for need in needs(analysis.draft, prompt.prompt, analysis.types(flow), prompt.extra):
            if need.path is not None:
                how = f"{{ ${need.name} }} in the prompt '{prompt.prompt}'"
                yield Reading(prompt.step, prompt.place, root(need.path), prompt.written, how)


def _complaint(known: Assigned, reading: Reading) -> Complaint:
    path = known.path_without(reading.name, reading.step, reading.written)
    by = f" (on the path {' > '.join(path)})" if path else ""
    return Complaint(
        reading.place,
        "unset-variable",
        f"'{reading.name}' may not be set here{by}, and {reading.how} needs it",
        "set it on every path here, or come here only where it is set",
    )

"""A handler for an outcome that cannot be.

What: `on` names an outcome that the step cannot end in, that no step of the flow can, or that the line may not handle
for all.
Why: it would never run, and what was meant goes unhandled. The outcome that simply goes on may be named in a
step's `on` instead of its `to`; not beside it, and not where choices or branches say where it goes.

Bad:
    steps:
      code: {do: otp.send, on: {used_upp: done}}
      done: {hang_up: silent}
Good:
    steps:
      code: {do: otp.send, on: {used_up: done}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.outcomes import HUNG_UP, Outcomes
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu, Set, When
from ivr.flow.ways import leads
from ivr.marks import Complaint, nearest, place_at

THE_LINES = ("no_input", "no_match", "unavailable", "not_verified", "used_up", HUNG_UP)
"""What the line may handle for every flow."""


@rule("unknown-outcome", "local-outcome")
def unknown_outcome(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for _, step in draft.steps():
        found = analysis.outcomes(step)
        if found is not None:
            yield from _of_step(step, found)
    for flow in analysis.whole():
        yield from _of_flow(analysis, flow)
    for name in draft.handlers:
        if name not in THE_LINES:
            place = place_at(draft.node, ("on", name))
            yield Complaint(
                place, "unknown-outcome", f"The line cannot handle '{name}' for every flow", nearest(name, THE_LINES)
            )


def _of_step(step: DraftStep, found: Outcomes) -> Iterator[Complaint]:
    named = not isinstance(step.step, Menu | When | Set)
    known = [name for name in found.all if named or name != found.normal]
    for name in step.handlers:
        place = place_at(step.node, ("on", name))
        if name not in known and name != "used_up":
            yield Complaint(place, "unknown-outcome", f"'{step.name}' cannot end in '{name}'", nearest(name, known))
        elif name not in known:
            yield Complaint(
                place, "unknown-outcome", f"'{step.name}' is never used up", "add 'at_most: 3', or remove this"
            )
        elif name == found.normal and leads(step.step.onward):
            yield Complaint(
                place, "unknown-outcome", f"'{name}' leads somewhere already", "keep this, or the step's own 'to'"
            )


def _of_flow(analysis: Analysis, flow: DraftFlow) -> Iterator[Complaint]:
    every = [analysis.outcomes(step) for step in flow.steps.values()]
    if None in every:
        return  # an unknown action may end in anything
    local = {name for found in every if found is not None for name in (*found.local, *found.free)}
    known = {name for found in every if found is not None for name in found.others if name not in found.local}
    known |= {HUNG_UP} | ({"not_verified"} if flow.requires is not None else set())
    if known & {"too_low", "too_high"}:
        known.add("no_match")
    for name in flow.handlers:
        if name in known or name in THE_LINES:  # a flow may be ready for what every flow may meet
            continue
        place = place_at(flow.node, ("on", name))
        if name in local:
            yield Complaint(
                place, "local-outcome", f"'{name}' needs words of its own", "handle it in the step where it comes about"
            )
        else:
            yield Complaint(
                place, "unknown-outcome", f"No step of '{flow.name}' ends in '{name}'", nearest(name, known | local)
            )

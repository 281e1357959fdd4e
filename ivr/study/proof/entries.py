"""Where a call may go on that was cut off: checkpoints, and the steps that run a flow with one."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Checkpoint, Run

Entries = Mapping[str, tuple[str, ...]]
"""By flow, the steps at which a run of it may go on; flows without any are not in it."""


def entries(line: Line) -> Entries:
    found: dict[str, tuple[str, ...]] = {}
    while True:
        grown = {name: steps for name, flow in line.flows.items() if (steps := _of(flow, found))}
        if grown == found:
            return found
        found = grown


def _of(flow: Flow, found: Entries) -> tuple[str, ...]:
    every = {**flow.steps, **flow.asides}
    return tuple(
        name
        for name, step in every.items()
        if isinstance(step, Checkpoint) or (isinstance(step, Run) and step.run in found)
    )


def outermost(line: Line) -> tuple[str, ...]:
    """The flows that a call may be in alone: it begins there, or went on there and left all others."""
    settings = line.settings
    found = [settings.start, *(each.run for each in settings.anywhere.values() if each.run is not None)]
    return tuple(dict.fromkeys((*found, *(each.to for each in settings.on.values() if each.to is not None))))

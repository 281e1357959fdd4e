"""Runs beneath a checkpoint: where another call goes on in a flow, those that run it go on as well when it returns.

Of what was set in them nothing is left, so each way out of such a `run` is there once more, `anew`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ivr.flow.draft import Draft
from ivr.flow.verbs import Checkpoint, Run
from ivr.flow.ways import Way


def holding(draft: Draft) -> frozenset[str]:
    """The flows in which a call may go on: those with a checkpoint, and those that run one of them."""
    runs = {
        name: {s.step.run for s in flow.steps.values() if isinstance(s.step, Run)} for name, flow in draft.flows.items()
    }
    found = {
        name for name, flow in draft.flows.items() if any(isinstance(s.step, Checkpoint) for s in flow.steps.values())
    }
    while more := {name for name, run in runs.items() if name not in found and run & found}:
        found |= more
    return frozenset(found)


def with_beneath(
    draft: Draft, ways: Mapping[str, Mapping[str, tuple[Way, ...]]]
) -> dict[str, dict[str, tuple[Way, ...]]]:
    """All ways, those of a call that goes on in a flow run there among them."""
    held = holding(draft)
    run = {s.step.run for _, s in draft.steps() if isinstance(s.step, Run)}
    found = {name: dict(steps) for name, steps in ways.items()}
    for flow, step in draft.steps():
        # what the line itself runs (to verify, to choose a language) is no place to go on in
        own = flow.name == draft.settings.verify and flow.name not in run
        if isinstance(step.step, Run) and step.step.run in held and not own:
            before = found[flow.name][step.name]
            again = tuple(replace(way, anew=True) for way in before if way.outcome != "used_up")
            found[flow.name][step.name] = (*before, *again)
    return found

"""run: another flow, which comes back (`ivr.engine.outcomes.returns`)."""

from __future__ import annotations

from ivr.engine import frames
from ivr.engine.call import Purpose
from ivr.engine.faults import StepFault
from ivr.engine.moves import Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Run


def enter(walk: Walk, step: Run) -> Move:
    if step.run not in walk.line.flows:
        raise StepFault(f"there is no flow '{step.run}'")
    takes = walk.line.flows[step.run].takes
    given = {name: walk.value(written, takes.get(name)) for name, written in step.with_.items()}
    return frames.enter(walk, step.run, Purpose.RUN, given)


RUN = Kind[Run](enter)

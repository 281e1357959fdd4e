"""checkpoint: the run remembers that it came by, and what its checkpoint keeps (`ivr.engine.cut_off`)."""

from __future__ import annotations

from ivr.engine.call import Passed
from ivr.engine.faults import StepFault
from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Checkpoint


def enter(walk: Walk, step: Checkpoint) -> Move:
    variables = walk.frame.variables
    missing = [name for name in step.checkpoint if name not in variables]
    if missing:
        raise StepFault(f"{', '.join(missing)} is to be kept, and has no value")
    kept = {name: variables[name] for name in step.checkpoint}
    walk.change_frame(passed=Passed(walk.frame.step, kept, step.within))
    return Ends("passed", normal=True)


CHECKPOINT = Kind[Checkpoint](enter)

"""when: the first branch that holds is taken."""

from __future__ import annotations

from ivr.engine.moves import Ends, Move
from ivr.engine.outcomes import go
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import When


def enter(walk: Walk, step: When) -> Move:
    for branch in step.when:
        if branch.else_ is not None:
            return go(walk, branch.else_)
        if walk.holds(branch.if_, branch.unless):
            return go(walk, branch)
    return Ends("otherwise", normal=True)


WHEN = Kind[When](enter, silent=True)

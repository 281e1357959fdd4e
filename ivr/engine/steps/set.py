"""set: gives variables values, from the top, so that a later one may use an earlier one."""

from __future__ import annotations

from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Set


def enter(walk: Walk, step: Set) -> Move:
    for name, written in step.set.items():
        walk.save(name, walk.value(written, walk.flow.types.get(name)))
    return Ends("set", normal=True)


SET = Kind[Set](enter, silent=True)

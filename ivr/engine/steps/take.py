"""take: an item from a list. The place is the list's own, for this run of the flow."""

from __future__ import annotations

from ivr.engine.faults import StepFault
from ivr.engine.moves import Ends, Move
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Take

_STEPS = {"next": 1, "previous": -1}


def enter(walk: Walk, step: Take) -> Move:
    items = walk.value(step.from_, None)
    if not isinstance(items, list):
        raise StepFault(f"{step.from_} is no list")
    place = 1 if step.take == "first" else walk.frame.places.get(step.from_, 0) + _STEPS[step.take]
    if not 1 <= place <= len(items):
        return Ends("no_more")
    item = items[place - 1]
    walk.save(step.save, {**item, "position": place} if isinstance(item, dict) else item)
    walk.change_frame(places={**walk.frame.places, step.from_: place})
    return Ends("taken", normal=True)


TAKE = Kind[Take](enter, silent=True)

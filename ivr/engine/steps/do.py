"""do: an action of the business."""

from __future__ import annotations

from ivr.engine.events import ActionEnded
from ivr.engine.moves import Ends, Move
from ivr.engine.scope import completed
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of, inputs_of, want
from ivr.flow.verbs import Do


def enter(walk: Walk, step: Do) -> Move:
    contract = contract_of(walk, step.do)
    return want(walk, contract, inputs_of(walk, contract, step.with_))


def acted(walk: Walk, step: Do, ended: ActionEnded) -> Move:
    contract = contract_of(walk, step.do)
    if ended.result is not None and ended.outcome in contract.gives:
        walk.save(step.save, completed(ended.result, contract.result))
    return Ends(ended.outcome, normal=ended.outcome == contract.normal)


DO = Kind[Do](enter, acted=acted, silent=True)

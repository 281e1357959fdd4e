"""confirm: a fresh code for one action with these values: sent, asked for, checked."""

from __future__ import annotations

from ivr.engine.awaiting import Answering, Awaiting
from ivr.engine.events import ActionEnded, GivenSecret, Meaning, NoMatch
from ivr.engine.faults import StepFault
from ivr.engine.moves import Ends, Move
from ivr.engine.questions import Question, ask, bad_answer, counted, line_says
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.engine.wanting import Inputs, contract_of, inputs_of, named, want
from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND
from ivr.flow.verbs import Confirm
from ivr.values import Secret


def enter(walk: Walk, step: Confirm) -> Move:
    return want(walk, contract_of(walk, CONFIRM_SEND), _for(walk, step))


def _for(walk: Walk, step: Confirm) -> Inputs:
    """The action, and what its code names, as texts: `with` is compared with the action's own inputs by them."""
    contract = contract_of(walk, step.confirm)
    return {"action": step.confirm, "values": {**named(contract, inputs_of(walk, contract, step.with_))}}


def question(walk: Walk, step: Confirm, awaiting: Awaiting) -> Question:  # noqa: ARG001 - it has only one
    return Question(prompt=step.prompt, pieces=walk.pieces(step.prompt))


def heard(walk: Walk, step: Confirm, what: Meaning) -> Move:
    if isinstance(what, GivenSecret):
        walk.change(said=())
        contract = contract_of(walk, CONFIRM_CHECK)
        return want(walk, contract, {**_for(walk, step), "given": walk.sealed or Secret("")})
    asked = question(walk, step, Answering())
    return bad_answer(walk, asked, Answering(), "no_match" if isinstance(what, NoMatch) else "no_input")


def acted(walk: Walk, step: Confirm, ended: ActionEnded) -> Move:
    if ended.outcome == "sent":
        return ask(walk, question(walk, step, Answering()), Answering())
    if ended.outcome == "right":
        return Ends("confirmed", normal=True)
    if ended.outcome != "wrong":
        return Ends(ended.outcome)
    if counted(walk, "other") is None:
        return Ends("wrong")
    return _asked_again(walk, step)


def _asked_again(walk: Walk, step: Confirm) -> Move:
    """After a wrong code: the prompt's `.wrong`, else the line's word for what it did not get, and the prompt."""
    again = question(walk, step, Answering())
    if walk.has(step.prompt, "wrong"):
        return ask(walk, again, Answering(), walk.pieces(step.prompt, "wrong"))
    first = next((name for name in ("line-wrong-code", "line-no-match") if walk.has(name)), None)
    if first is None:
        raise StepFault("the line has no words for a wrong code")
    return ask(walk, again, Answering(), (*line_says(walk, first), *again.pieces))


CONFIRM = Kind[Confirm](enter, heard=heard, acted=acted, question=question)

"""queue: the hours and the queue are asked, then the caller waits for a person."""

from __future__ import annotations

from ivr.engine import proven
from ivr.engine.awaiting import Queueing
from ivr.engine.directives import Enqueue
from ivr.engine.events import ActionEnded, Meaning, QueueLeft
from ivr.engine.moves import Ends, Move, Waits
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of, want
from ivr.flow.contracts import QUEUE_ENTER
from ivr.flow.verbs import Queue
from ivr.values import last_digits


def enter(walk: Walk, step: Queue) -> Move:
    contract = contract_of(walk, QUEUE_ENTER)
    given = {"queue": step.queue, "about": about(walk, step)}
    known = contract.inputs or ("queue",)
    return want(walk, contract, {name: text for name, text in given.items() if name in known and text})


def acted(walk: Walk, step: Queue, ended: ActionEnded) -> Move:
    if ended.outcome != "open":
        return Ends(ended.outcome)
    return Waits(Enqueue(step.queue, step.longest, brief(walk, step)), Queueing())


def about(walk: Walk, step: Queue) -> str:
    """What the caller wants: as the step says, else the title of the flow they left for a person."""
    left = walk.line.flows.get(walk.state.left or "")
    return step.about or (left.title if left is not None else "")


def brief(walk: Walk, step: Queue) -> dict[str, str]:
    """What the agent needs: who, how sure we are, what they want, what was done."""
    account = proven.account(walk.state)
    told = {
        "who": proven.name(walk.state) or "",
        "assurance": proven.level(walk.state).word,
        "about": about(walk, step),
        "account": last_digits(account) if account is not None else "",
        "done": "; ".join(walk.state.done),
        "language": walk.state.language,
    }
    return {name: text for name, text in told.items() if text}


def heard(walk: Walk, step: Queue, what: Meaning) -> Move:  # noqa: ARG001 - a step's heard
    walk.change(said=())
    if not isinstance(what, QueueLeft):
        return Ends("failed")
    if what.how == "answered":
        return Ends("answered", normal=True)
    # `left`: our own Leave, which is given only when the longest wait is over.
    return Ends("too_long" if what.how == "left" else what.how)


QUEUE = Kind[Queue](enter, heard=heard, acted=acted)

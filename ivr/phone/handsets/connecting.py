"""Queues, dialled numbers and agents in a transcript: queue, dial, agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.handsets.failing import StepFailed
from ivr.phone.handsets.stay import Outcome, Stay, in_queue
from ivr.phone.handsets.tasks import Task
from ivr.phone.moments import (
    Answered,
    Bridged,
    Connected,
    Connecting,
    FarHungUp,
    Happened,
    Joining,
    Listening,
    Moment,
    Reply,
    Ringing,
    Speaking,
)

if TYPE_CHECKING:
    from ivr.phone.handsets.scripted import ScriptedHandset


def queue(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """Something happens to the queue that nobody in this transcript does."""
    what = task.step.queue or ""
    if isinstance(moment, Joining):
        return Happened(what) if what in ("full", "error", "system-error") else Stay.BLOCKED
    if not isinstance(moment, (Speaking, Listening)) or moment.queue is None or what == "full":
        return Stay.BLOCKED
    if what == "moves":
        moment.queue.ahead = max(0, moment.queue.ahead - 1)
        return Stay.DONE
    handset.did(f"was in the queue, and it was {what}")
    return Happened(what)


def dial(_handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    ringing = isinstance(moment, Ringing) and moment.queue is None
    return Happened(task.step.dial or "") if ringing else Stay.BLOCKED


def agent(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """An agent's call, as far as its steps go; it may take the waiting caller meanwhile."""
    if not in_queue(moment):
        return Stay.BLOCKED
    wanted = task.step.agent
    called = (wanted.to if wanted else None) or handset.scene.line.agent_number
    if wanted is None or called is None:
        place = handset.script.place(task.path)
        raise StepFailed(f"{place} the agent's call needs 'to': the line's number for agents")
    handset.finished(task)
    handset.call_agent(wanted.caller, called, wanted.steps, (*task.path, "steps"))
    return Stay.MOVED


def connect(handset: ScriptedHandset, moment: Connecting) -> Reply:
    """The waiting caller hears what <Queue url> says, and is bridged unless gone by then."""
    caller = moment.bridge.caller
    if caller is None or caller.queue is None:
        return FarHungUp()
    theirs = handset.scene.handset(caller)
    caller.answer(Answered(moment.bridge))
    while caller.moment is not None and not isinstance(caller.moment, Bridged):
        theirs.notice(caller.moment)
        caller.answer(theirs.let_pass(caller.moment))
    if caller.moment is None:
        return FarHungUp()
    theirs.notice(caller.moment)
    return Connected()

"""What a transcript's caller does on the keypad and by voice: press, say, silence, wait, record, hang_up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.handsets.stay import Outcome, Stay, in_queue
from ivr.phone.handsets.tasks import Task
from ivr.phone.moments import (
    Bridged,
    FarHungUp,
    HungUp,
    Keys,
    Listening,
    Moment,
    Recorded,
    Recording,
    Speaking,
    Speech,
    spoken_seconds,
)
from ivr.phone.verbs.record import HUNG_UP
from ivr.transcript import fill

if TYPE_CHECKING:
    from ivr.phone.handsets.scripted import ScriptedHandset

KEY_SECONDS = 0.3


def press(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    keys = fill(task.step.press or "", handset.scene.mailbox.values)
    if isinstance(moment, Speaking) and task.step.early and moment.gathering:
        if not moment.barge:
            return Stay.DONE  # lost, as at Twilio
    elif isinstance(moment, Recording):
        handset.did(f"pressed {keys}")
        return Recorded(0.0, keys[:1])
    elif isinstance(moment, Bridged):
        return Keys(keys) if moment.star and "*" in keys else Stay.BLOCKED
    elif not isinstance(moment, Listening):
        return Stay.BLOCKED
    handset.did(f"pressed {keys}", KEY_SECONDS * len(keys))
    return Keys(keys)


def say(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    if not isinstance(moment, Listening) or moment.pay is not None:
        return Stay.BLOCKED
    text = fill(task.step.say or "", handset.scene.mailbox.values)
    handset.did(f'said "{text}"', spoken_seconds(text))
    return Speech(text, task.step.confidence)


def silence(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """Let the line listen in vain, as often as the step says."""
    if not isinstance(moment, (Listening, Recording)):
        return Stay.BLOCKED
    left = (handset.left if handset.left is not None else float(task.step.silence or 1)) - 1
    handset.left = left if left > 0 else None
    handset.did("said nothing")
    return handset.let_pass(moment)


def wait(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """Let time pass, whatever the line does meanwhile."""
    if handset.left is None:
        handset.did("waited")
        handset.left = task.step.wait or 0.0
    rest = handset.rest(moment)
    if handset.left >= rest:
        handset.left -= rest
        return handset.let_pass(moment)
    handset.spend(handset.left)
    handset.left = None
    return Stay.DONE


def record(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    wanted = task.step.record
    if wanted is None or not isinstance(moment, Recording):
        return Stay.BLOCKED
    handset.did("left a recording", min(wanted.seconds, moment.longest))
    if wanted.hang_up:
        return Recorded(wanted.seconds, HUNG_UP)
    if wanted.press is None:
        handset.scene.clock.let_pass(moment.timeout)
    return Recorded(wanted.seconds, wanted.press or "")


def hang_up(handset: ScriptedHandset, task: Task, moment: Moment) -> Outcome:
    """This telephone is put down, or the far one's person hangs up."""
    if task.step.hang_up == handset.role:
        handset.last = "queue" if in_queue(moment) else "agent" if isinstance(moment, Bridged) else ""
        return HungUp()
    if not isinstance(moment, Bridged):
        return Stay.BLOCKED
    handset.did("was hung up on")
    for far in (moment.bridge.caller, moment.bridge.agent):
        if far is not None and far is not handset.leg and isinstance(far.moment, Bridged):
            far.answer(HungUp())
    return FarHungUp()

"""What a transcript's caller perceives: hears, not_hears, text, no_text, repeat_turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivr.phone.faults import TurnDiffers
from ivr.phone.handsets.stay import Outcome, Stay, still_speaks
from ivr.phone.handsets.tasks import Task
from ivr.phone.moments import Moment
from ivr.transcript import Expectation, fill

if TYPE_CHECKING:
    from ivr.phone.handsets.scripted import ScriptedHandset


def filled(handset: ScriptedHandset, expected: Expectation) -> Expectation:
    """With its `{names}` replaced."""
    values = handset.scene.mailbox.values
    return Expectation(fill(expected.text, values, quote=expected.how == "pattern"), expected.how)


def hears(handset: ScriptedHandset, task: Task, moment: Moment | None) -> Outcome:
    if task.expected is None:
        return Stay.DONE
    expected = filled(handset, task.expected)
    if expected.how == "exactly" and still_speaks(moment):
        return Stay.BLOCKED
    return Stay.DONE if handset.heard.find(expected) else Stay.BLOCKED


def not_hears(handset: ScriptedHandset, task: Task, moment: Moment | None) -> Outcome:
    if task.expected is None:
        return Stay.DONE
    if still_speaks(moment):
        return Stay.BLOCKED
    expected = filled(handset, task.expected)
    if handset.heard.contains(expected):
        raise handset.fail(task, f"the line said what it should not: {expected}", moment)
    return Stay.DONE


def text(handset: ScriptedHandset, task: Task, moment: Moment | None) -> Outcome:
    if still_speaks(moment) or task.step.text is None:
        return Stay.BLOCKED
    mailbox = handset.scene.mailbox
    taken = mailbox.take(task.step.text)
    if taken is not None:
        handset.scene.show(f"  {'mobile':>8} │ {taken.channel} to {taken.to}: {taken.body}")
    else:
        listed = "".join(f"\n      to {text.to} ({text.channel}): {text.body}" for text in mailbox.unread)
        wanted = f"no such message arrived: {shown(task.step.text)}"
        raise handset.fail(task, f"{wanted}; there is:{listed}" if listed else f"{wanted}; none did", moment)
    return Stay.DONE


def no_text(handset: ScriptedHandset, task: Task, moment: Moment | None) -> Outcome:
    if still_speaks(moment) or task.step.no_text is None:
        return Stay.BLOCKED
    found = handset.scene.mailbox.take(task.step.no_text)
    if found is not None:
        raise handset.fail(task, f"a message arrived that should not have, to {found.to}: {found.body}", moment)
    return Stay.DONE


def repeat_turn(handset: ScriptedHandset, task: Task, moment: Moment | None) -> Outcome:
    try:
        handset.leg.webhooks.repeat()
    except TurnDiffers as error:
        raise handset.fail(task, str(error), moment) from error
    return Stay.DONE


def shown(wanted: object) -> str:
    """A step's value for a tester."""
    dump = getattr(wanted, "model_dump", None)
    if dump is None:
        return str(wanted)
    given = {name: value for name, value in dump(exclude_none=True).items() if name != "steps"}
    return ", ".join(f"{name} {value}" for name, value in given.items()) or "any"

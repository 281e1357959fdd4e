"""hours, queue: whether somebody is there, and waiting for them."""

from __future__ import annotations

from ivr.domain.opening import describe
from ivr.domain.queues import may_enter
from ivr.flow.contracts import QUEUE_ENTER, Contract, Input
from ivr.flow.types import QUEUE, TEXT, TIME, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import fields, given

HOURS = Contract(
    name="hours.check",
    title="Whether a queue is open now, and until or from when",
    inputs={"queue": Input(QUEUE)},
    outcomes=("open", "closed"),
    normal="open",
    result=record("hours", {"opens": TIME, "closes": TIME}),
    gives=("open", "closed"),
)

ENTER = Contract(
    name=QUEUE_ENTER,
    title="Whether the caller may wait in a queue, and what the agent will hear",
    inputs={"queue": Input(QUEUE), "about": Input(TEXT, required=False), "done": Input(TEXT, required=False)},
    outcomes=("open", "closed", "full", "no_agents"),
    normal="open",
)


def hours(context: Context, inputs: Inputs) -> Ended:
    at = context.now.astimezone(context.zone)
    ruling = describe(context.policy.hours, given(inputs, "queue", str), at)
    return Ended("open" if ruling.open else "closed", fields({"opens": ruling.opens, "closes": ruling.closes}))


def enter(context: Context, inputs: Inputs) -> Ended:
    at = context.now.astimezone(context.zone)
    return Ended(may_enter(context.books, context.policy.hours, given(inputs, "queue", str), at))


ACTIONS: tuple[Action, ...] = (Inside(HOURS, hours, reads=True), Inside(ENTER, enter))

"""hours, queue: whether somebody is there, and waiting for them."""

from __future__ import annotations

from ivr.flow.contracts import QUEUE_ENTER, Contract, Input
from ivr.flow.types import TEXT, TIME, record

HOURS = Contract(
    name="hours.check",
    title="Whether a queue is open now, and until or from when",
    inputs={"queue": Input(TEXT)},
    outcomes=("open", "closed"),
    normal="open",
    result=record("hours", {"opens": TIME, "closes": TIME}),
    gives=("open", "closed"),
)

ENTER = Contract(
    name=QUEUE_ENTER,
    title="Whether the caller may wait in a queue, and what the agent will hear",
    inputs={"queue": Input(TEXT), "about": Input(TEXT, required=False), "done": Input(TEXT, required=False)},
    outcomes=("open", "closed", "full", "no_agents"),
    normal="open",
)

"""When a step breaks: its own words for it, else the line's apology and a person. The caller always hears something."""

from __future__ import annotations

from collections.abc import Callable

from ivr.engine import frames
from ivr.engine.directives import Say
from ivr.engine.moves import Breaks, Ends, Finishes, Move
from ivr.engine.walk import Walk
from ivr.flow.faults import FlowFault

MOST = 3
"""Times a call may break down and still go on with a person."""
LAST_WORDS = Say("We are sorry. Something is not working on our side. Please call again later. Goodbye.", "en-US")
"""When not even the line's own words for trouble can be said."""


def guarded(walk: Walk, work: Callable[[], Move]) -> Move:
    """What `work` leads to; a fault is `unavailable` where the step, the flow or the line handles that, once."""
    try:
        return work()
    except FlowFault as fault:
        frame = walk.frame
        walk.faults.append(f"step '{frame.step}' of '{frame.flow}': {fault}")
        here = (frame.number, frame.step, frame.visit)
        handled = walk.line.handler(frame.flow, frame.step, "unavailable") is not None
        if here in walk.failed or not handled:
            return Breaks()
        walk.failed.add(here)
        return Ends("unavailable")


def broken(walk: Walk) -> Move:
    """The apology; then a person, as by the shortcut, unless that is what broke."""
    if walk.state.gone:
        return Finishes()
    _apologise(walk)
    walk.change(troubles=walk.state.troubles + 1, walked=0)
    agent = walk.settings.anywhere.get("agent")
    flow = agent.run if agent is not None else None
    if flow is None or flow not in walk.line.flows:
        return Finishes()
    if walk.state.frames[0].flow == flow or walk.state.troubles > MOST:
        return Finishes()
    return frames.go_on_in(walk, flow)


def _apologise(walk: Walk) -> None:
    try:
        walk.say("line-trouble")
    except FlowFault as fault:
        walk.faults.append(str(fault))
        walk.directives.append(LAST_WORDS)

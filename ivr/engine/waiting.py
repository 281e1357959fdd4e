"""What a caller in a queue hears: a function of the call's state and of what the carrier says of the wait."""

from __future__ import annotations

from ivr.engine.awaiting import Queueing
from ivr.engine.call import State
from ivr.engine.directives import Directive, Leave, Pause
from ivr.engine.fitting import fits
from ivr.engine.walk import Walk
from ivr.flow.faults import FlowFault
from ivr.flow.line import Line
from ivr.flow.types import NUMBER
from ivr.flow.verbs import Queue

PAUSE = 20
"""Seconds between two times a caller hears their place."""
MINUTES_A_PLACE = 3
"""How long a place in line is taken to last when the carrier tells no average."""


def waiting(
    line: Line, state: State, position: int | None, seconds: int | None, average_seconds: int | None = None
) -> tuple[Directive, ...]:
    """The step's prompt with `{ $position }` and `{ $minutes }` (still to wait: 0 is less than one), and a pause; after
    the step's `longest` minutes, `Leave`.

    position counts from 1; seconds waited so far; average_seconds of waits in this queue. Where the carrier does not
    tell the position, there is only the pause.
    """
    if not isinstance(state.awaiting, Queueing) or not fits(line, state):
        return (Leave(),)
    walk = Walk(line, state)
    step = walk.step
    if not isinstance(step, Queue):
        return (Leave(),)
    left = step.longest * 60 - (seconds or 0)
    if left <= 0:
        return (Leave(),)
    pause = Pause(max(1, min(PAUSE, left)))
    if position is None or position < 1:
        return (pause,)
    minutes = _minutes(position, seconds or 0, average_seconds)
    try:
        said = walk.pieces(step.prompt, None, {"position": (position, NUMBER), "minutes": (minutes, NUMBER)})
    except FlowFault:  # silence with a place in line is better than losing the place
        return (pause,)
    return (*walk.speech(said), pause)


def _minutes(position: int, waited: int, average: int | None) -> int:
    if average is None or average <= 0:
        return position * MINUTES_A_PLACE
    return round(max(0, average - waited) / 60)

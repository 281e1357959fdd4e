"""Whether a state belongs to a line: a call is pinned to its line's version, but nothing may rest on that alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ivr.engine.awaiting import Acting, Answering, Capturing, Choosing, Confirming, Picking, Queueing
from ivr.engine.call import Frame, Purpose, State
from ivr.engine.walk import Walk
from ivr.flow.line import Line

_AT: Mapping[type, tuple[str, ...]] = {
    Choosing: ("menu",),
    Answering: ("ask", "confirm", "resume"),
    Confirming: ("ask",),
    Picking: ("ask", "confirm", "resume"),
    Acting: ("do", "ask", "confirm", "queue", "resume"),
    Capturing: ("pay",),
    Queueing: ("queue",),
}
"""The verbs at which each thing may be awaited."""


def fits(line: Line, state: State) -> bool:
    """Whether the call is at steps the line has, awaiting what they may await, in a language it speaks."""
    for frame in state.frames:
        flow = line.flows.get(frame.flow)
        if flow is None or (frame.step not in flow.steps and frame.step not in flow.asides):
            return False
    verb = line.flows[state.frame.flow].step(state.frame.step).verb
    verbs = _AT.get(type(state.awaiting))
    return state.language in line.settings.languages and (verbs is None or verb in verbs)


def refit(walk: Walk) -> None:
    """Puts the call where it can at least be spoken to: the start of the line."""
    start = walk.line.flows[walk.settings.start]
    serial = walk.state.serial + 1
    frame = Frame(number=serial, flow=start.name, step=start.first, purpose=Purpose.OUTERMOST, entered=True)
    known = walk.settings.languages
    language = walk.state.language if walk.state.language in known else next(iter(known))
    walk.state = replace(walk.state, frames=(frame,), serial=serial, language=language)

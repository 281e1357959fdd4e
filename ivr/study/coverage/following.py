"""`advance`, watched: the same moves one by one, with the name of every way that is gone.

`ivr.engine.advancing.advance` tells the steps it walked, not how each ended. Here its own loop of moves is run beside
it, on the same state and event, and asked before every move; both must come to the same state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from ivr.engine import advancing, frames, proven, trouble
from ivr.engine.advancing import Advanced, advance
from ivr.engine.awaiting import Choosing, Over
from ivr.engine.call import Purpose, State
from ivr.engine.events import Chosen, Heard, HungUp, Shortcut
from ivr.engine.moves import AsksAgain, Breaks, Ends, Move, Visits, Waits, Wants
from ivr.engine.resuming import resume
from ivr.engine.steps.menu import offered
from ivr.engine.walk import Walk
from ivr.engine.wanting import acting
from ivr.errors import StateError
from ivr.flow.contracts import Level
from ivr.flow.faults import FlowFault
from ivr.flow.line import Line
from ivr.flow.verbs import Menu, When
from ivr.study.coverage.muted import Muted
from ivr.study.coverage.ways import HUNG_UP, LINE, Way
from ivr.values.changing import changed


@dataclass(frozen=True)
class Trace:
    """What followed from an event, and the ways that were gone, in order."""

    moved: Advanced
    ways: tuple[Way, ...] = field(default=())


def followed(line: Line, state: State, heard: Heard) -> Trace:
    """What `advance` makes of it, and by which ways. Raises StateError when watching changed what happened."""
    moved = advance(line, state, heard)
    # Which way a call goes hangs on its prompts only where one of them breaks: they are said once, by `advance`.
    for watched_line in (replace(line, prompts=Muted(line.prompts)), line):
        walk, ways = _watched(watched_line, state, heard)
        if walk.state.frames == moved.state.frames and type(walk.state.awaiting) is type(moved.state.awaiting):
            return Trace(moved, tuple(ways))
    raise StateError("a call went another way when it was watched")


def _watched(line: Line, state: State, heard: Heard) -> tuple[Walk, list[Way]]:
    walk = Walk(line, changed(state, now=heard.now), heard.sealed)
    ways = [] if state.ended else [*_of_event(walk, heard)]
    before = walk.state
    move = trouble.guarded(walk, lambda: resume(walk, heard.what))
    ways += _refused(line, before, walk.state) if state.listening else []
    while isinstance(move, Visits | Ends | AsksAgain | Breaks):
        ways += _of_move(walk, move)
        before = walk.state
        move = trouble.guarded(walk, partial(advancing._followed, walk, move))  # its own loop, move by move
        ways += _refused(line, before, walk.state)
    if isinstance(move, Waits) and not walk.state.gone:
        walk.change(awaiting=move.awaiting)
    elif isinstance(move, Wants):
        walk.change(awaiting=acting(walk, move.wanted))
    else:
        walk.change(awaiting=Over())
    return walk, ways


def _of_event(walk: Walk, heard: Heard) -> list[Way]:
    """What the event itself decides: a choice, a shortcut, a hang-up."""
    state, what, frame = walk.state, heard.what, walk.frame
    if isinstance(what, Chosen) and isinstance(state.awaiting, Choosing) and isinstance(walk.step, Menu):
        return [Way(frame.flow, frame.step, what.key)] if what.key in _offered(walk, walk.step) else []
    if isinstance(what, Shortcut) and state.listening:
        return [Way(LINE, "anywhere", what.name)] if what.name in walk.settings.anywhere else []
    if isinstance(what, HungUp) and not state.gone:
        handled = (each for each in reversed(state.frames) if walk.line.handler(each.flow, each.step, HUNG_UP))
        return [Way(each.flow, each.step, HUNG_UP) for each in handled][:1]
    return []


def _of_move(walk: Walk, move: Move) -> list[Way]:
    """What a move decides before it is made."""
    frame = walk.frame
    if isinstance(move, Ends):
        return [Way(frame.flow, frame.step, move.outcome)]
    if isinstance(move, Visits) and isinstance(walk.step, When) and not walk.state.gone:
        entered = frame.entered or walk.flow.requires is None or frames.met(walk, walk.flow.requires)
        number = _branch(walk, walk.step) if entered else None
        return [Way(frame.flow, frame.step, str(number))] if number is not None else []
    return []


def _branch(walk: Walk, step: When) -> int | None:
    """The first branch that holds, as the step itself will find it; `otherwise` is told by its end."""
    if step.at_most is not None and walk.frame.visit >= step.at_most:
        return None
    try:
        for number, branch in enumerate(step.when, 1):
            if branch.else_ is not None or walk.holds(branch.if_, branch.unless):
                return number
    except FlowFault:  # the step meets it, too, and is handled as unavailable
        return None
    return None


def _refused(line: Line, before: State, after: State) -> list[Way]:
    """A flow's own `not_verified`, which is no step's end: the caller cannot be verified for it, or was not."""
    top = before.frame
    flow = line.flows[top.flow]
    if flow.requires is not None and not top.entered and not _met(before, flow.requires):
        verifies = [frame.flow for frame in before.frames].count(line.settings.verify)
        hopeless = top.flow == line.settings.verify or verifies > 1  # as `ivr.engine.frames.verifying`
        return [Way(top.flow, LINE, "not_verified")] if hopeless else []
    there = {frame.number for frame in after.frames}
    if top.purpose is not Purpose.REQUIRES or top.number in there or before.frames[-2].entered:
        return []
    wanted = before.frames[-2]
    needed = line.flows[wanted.flow].requires
    passed = after.frame.number == wanted.number and needed is not None and _met(after, needed)
    returned = wanted.number in there or any(frame.number in there for frame in before.frames[:-2])
    # A shortcut or default of the verify flow leaves every run at once; refused, it is the waiting flow that is left.
    if passed or not (returned or after.left == wanted.flow):
        return []
    return [Way(wanted.flow, LINE, "not_verified")]


def _met(state: State, needed: str) -> bool:
    return proven.level(state) >= Level.of(needed)


def _offered(walk: Walk, step: Menu) -> set[str]:
    try:
        return set(offered(walk, step))
    except FlowFault:
        return set()

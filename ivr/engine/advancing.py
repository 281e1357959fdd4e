"""`advance`: from what was heard to what the telephone should do next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ivr.engine import trouble
from ivr.engine.anywhere import asked_again
from ivr.engine.awaiting import Over
from ivr.engine.call import NO_TRIES, State
from ivr.engine.directives import Directive, HangUp, joined
from ivr.engine.events import Heard
from ivr.engine.moves import AsksAgain, Breaks, Ends, Finishes, Move, Visits, Waits, Wanted, Wants
from ivr.engine.outcomes import settle
from ivr.engine.resuming import resume
from ivr.engine.steps import kind_of
from ivr.engine.steps.requires import before_first
from ivr.engine.walk import Walk
from ivr.engine.wanting import acting
from ivr.flow.line import Line
from ivr.flow.verbs import Ask, Menu
from ivr.values.changing import changed

__all__ = ["Advanced", "Wanted", "advance"]

LONGEST_TRAIL = 20
"""Menus and asks that `back` remembers; a caller who goes round a menu all day must not grow the state."""


@dataclass(frozen=True)
class Advanced:
    """What follows from an event.

    directives  end in exactly one that closes the document, unless an action is wanted: none of these closes it then.
    wanted      an action to be done, whose end is advanced with next. Its directives come after these, in the same
                document (see `directives.joined`); but one that is under way outside ends the document by Continue.
    kept        the name (`Card.ref`) under which the card's token in `Heard.sealed` is to be kept sealed.
    walked      the steps walked, as (flow, step).
    faults      what broke on the way, for the log; no secrets, nothing of the caller's.
    """

    state: State
    directives: tuple[Directive, ...]
    wanted: Wanted | None = None
    kept: str | None = None
    walked: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()


def advance(line: Line, state: State, heard: Heard) -> Advanced:
    """Defined for every event in every state; see `Advanced`."""
    walk = Walk(line, changed(state, now=heard.now), heard.sealed)
    wanted = _walked(walk, heard)
    return Advanced(
        state=walk.state,
        directives=joined(walk.directives),
        wanted=wanted,
        kept=walk.kept,
        walked=tuple(walk.steps),
        faults=tuple(walk.faults),
    )


def _walked(walk: Walk, heard: Heard) -> Wanted | None:
    """Goes on until something is awaited."""
    move = trouble.guarded(walk, lambda: resume(walk, heard.what))
    while True:
        if isinstance(move, Finishes) or (isinstance(move, Waits) and walk.state.gone):
            walk.change(awaiting=Over())
            walk.directives.append(HangUp())
            return None
        if isinstance(move, Waits):
            walk.change(awaiting=move.awaiting, walked=0)
            walk.directives.append(move.closing)
            return None
        if isinstance(move, Wants):
            walk.change(awaiting=acting(walk, move.wanted))
            return move.wanted
        move = trouble.guarded(walk, partial(_followed, walk, move))


def _followed(walk: Walk, move: Visits | Ends | AsksAgain | Breaks) -> Move:
    if isinstance(move, Visits):
        return _visited(walk)
    if isinstance(move, Ends):
        return settle(walk, move.outcome, move.normal)
    return asked_again(walk) if isinstance(move, AsksAgain) else trouble.broken(walk)


def _visited(walk: Walk) -> Move:
    if not walk.frame.entered and (elsewhere := before_first(walk)) is not None:
        return elsewhere
    frame, step = walk.frame, walk.step
    walk.steps.append((frame.flow, frame.step))
    if walk.state.walked >= walk.settings.limits.steps_per_turn:
        walk.faults.append(f"more than {walk.state.walked} steps in one turn, at '{frame.step}' of '{frame.flow}'")
        return Breaks()
    kind = kind_of(step)
    if walk.state.gone and not kind.silent:
        return Finishes()
    visit, trail = frame.visit + 1, frame.trail
    used_up = step.at_most is not None and visit > step.at_most
    if not used_up and isinstance(step, (Menu, Ask)) and trail[-1:] != (frame.step,):
        trail = (*trail, frame.step)[-LONGEST_TRAIL:]
    walk.change(walked=walk.state.walked + 1)
    walk.change_frame(visits={**frame.visits, frame.step: visit}, asked=0, tries=NO_TRIES, trail=trail)
    return Ends("used_up") if used_up else kind.enter(walk, step)

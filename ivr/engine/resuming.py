"""What an event means for what was awaited: the one table of all events in all states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ivr.engine import anywhere, proven
from ivr.engine.awaiting import Acting, Over, Picking, Starting
from ivr.engine.directives import Continue, Pause
from ivr.engine.events import ActionEnded, HungUp, Meaning, Shortcut, Starred
from ivr.engine.faults import StepFault
from ivr.engine.fitting import fits, refit
from ivr.engine.moves import AsksAgain, Breaks, Finishes, Move, Visits, Waits
from ivr.engine.outcomes import go
from ivr.engine.questions import line_says
from ivr.engine.steps import kind_of
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of
from ivr.flow.contracts import COMMON, Budget

HOLDING = timedelta(seconds=8)
"""Between two holding prompts: long enough not to nag, short enough not to be taken for a dead line."""
LONGER = "longer"
"""The attribute of `line-holding` that is said from the second time on, where a line has it."""


def resume(walk: Walk, what: Meaning) -> Move:
    """Defined for everything: what does not belong to what was awaited is asked again, waited out or hung up on."""
    awaiting = walk.state.awaiting
    if isinstance(awaiting, Over):
        return Finishes()
    if not fits(walk.line, walk.state):
        walk.faults.append(f"the call's state is not of this line: '{walk.frame.step}' of '{walk.frame.flow}'")
        refit(walk)
        return Breaks()
    if isinstance(what, HungUp):
        return _hung_up(walk)
    if isinstance(awaiting, Starting):
        return Visits()
    if isinstance(awaiting, Acting):
        return _acted(walk, awaiting, what)
    if walk.state.listening:
        if isinstance(what, Shortcut):
            return anywhere.take(walk, what.name)
        if isinstance(awaiting, Picking):  # none was picked: back to the question
            walk.change(awaiting=anywhere.underneath(awaiting))
            return AsksAgain()
        if isinstance(what, Starred):
            return anywhere.opened(walk)
    heard = kind_of(walk.step).heard
    return Breaks() if heard is None else heard(walk, walk.step, what)


def _acted(walk: Walk, awaiting: Acting, what: Meaning) -> Move:
    if not isinstance(what, ActionEnded) or what.action != awaiting.action:
        if awaiting.outside:
            return _holding(walk, awaiting)
        # Its turn is over and nobody told its end: it was undone with that turn.
        what = ActionEnded(awaiting.action, "unavailable")
    state = walk.state
    if what.grant is not None:
        walk.change(grants=proven.with_grant(state.grants, what.grant))
    if what.confirmation is not None:
        walk.change(confirmations=(*state.confirmations, what.confirmation))
    if what.note is not None:
        walk.change(done=(*state.done, what.note))
    if what.outcome not in (*contract_of(walk, what.action).outcomes, *COMMON):
        raise StepFault(f"{what.action} ended in '{what.outcome}', which it does not promise")
    acted = kind_of(walk.step).acted
    return Breaks() if acted is None else acted(walk, walk.step, what)


def _holding(walk: Walk, awaiting: Acting) -> Move:
    """An action outside has no end yet: a word now and then, and the next turn asks again. In between the telephone
    waits a second, so that many who wait do not keep the server busy with asking."""
    now, last = walk.state.now, awaiting.said or awaiting.since
    quiet = HOLDING if awaiting.said else timedelta(seconds=_budget(walk, awaiting.action).quiet)
    if last is not None and now - last < quiet:
        walk.directives += (Pause(),)
        return Waits(Continue(), awaiting)
    longer = LONGER if awaiting.said is not None and walk.has("line-holding", LONGER) else None
    walk.directives += walk.speech(line_says(walk, "line-holding", attribute=longer))
    return Waits(Continue(), replace(awaiting, said=now))


def _budget(walk: Walk, action: str) -> Budget:
    return walk.settings.budget(contract_of(walk, action))


def _hung_up(walk: Walk) -> Move:
    """The innermost run that handles it does, silently; nothing is heard any more."""
    if walk.state.gone:
        return Finishes()
    walk.change(gone=True)
    frames = walk.state.frames
    for depth in range(len(frames), 0, -1):
        frame = frames[depth - 1]
        flow = walk.line.flows[frame.flow]
        for on in (flow.step(frame.step).on, flow.on):
            if "hung_up" in on:
                walk.change(frames=frames[:depth])
                walk.change_frame(entered=True)
                return go(walk, on["hung_up"])
    lines_own = walk.settings.on.get("hung_up")
    return Finishes() if lines_own is None else go(walk, lines_own)

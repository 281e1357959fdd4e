"""`hear`: what an event means here, given what was awaited. Nothing changes by it; see `resuming` for what follows."""

from __future__ import annotations

from ivr.engine import events
from ivr.engine.awaiting import Acting, Capturing, Choosing, Confirming, Over, Picking, Queueing, Starting
from ivr.engine.call import State
from ivr.engine.events import ActionEnded, Heard, Meaning, Raw, StillWorking, Unexpected, What
from ivr.engine.fitting import fits
from ivr.engine.journal import from_journal, journal
from ivr.engine.listening import answer, choice, code, picked, yes_no
from ivr.engine.walk import Walk
from ivr.flow.line import Line
from ivr.flow.verbs import Ask, Menu, Resume
from ivr.values import Secret
from ivr.values.changing import changed

__all__ = ["from_journal", "hear", "journal"]


def hear(line: Line, state: State, raw: Raw) -> Heard:
    """Defined for every event in every state; what does not belong is `Unexpected`."""
    what, sealed = _meaning(line, changed(state, now=raw.now), raw.what)
    return Heard(what, raw.now, raw.draw, sealed)


def _meaning(line: Line, state: State, what: What) -> tuple[Meaning, Secret | None]:
    awaiting = state.awaiting
    found: Meaning | None = None
    if isinstance(what, events.HungUp):
        found = what
    elif isinstance(awaiting, Over) or not fits(line, state):
        found = None
    elif isinstance(awaiting, Starting):
        found = what if isinstance(what, events.Began) else None
    elif isinstance(awaiting, Acting):
        found = _acting(awaiting, what)
    elif isinstance(awaiting, Capturing):
        if isinstance(what, events.CardCaptured):
            return events.CardTaken(what.brand, what.last_four), what.token
        found = _capturing(what)
    elif isinstance(awaiting, Queueing):
        found = _queueing(what)
    else:
        return _listening(Walk(line, state), what)
    return found if found is not None else Unexpected(type(what).__name__), None


def _acting(awaiting: Acting, what: What) -> Meaning | None:
    if isinstance(what, ActionEnded) and what.action == awaiting.action:
        return what
    return StillWorking() if isinstance(what, (events.StillWorking, events.Went)) else None


def _capturing(what: What) -> Meaning | None:
    if isinstance(what, events.CaptureEnded):
        return what
    # After its last attempt a capture may simply be over, and the document goes on.
    return events.CaptureEnded("not_taken", "ended") if isinstance(what, (events.Went, events.Silence)) else None


def _queueing(what: What) -> Meaning | None:
    if isinstance(what, events.QueueLeft):
        return what
    return events.QueueLeft("failed") if isinstance(what, events.Went) else None


def _listening(walk: Walk, what: What) -> tuple[Meaning, Secret | None]:
    if isinstance(what, (events.Silence, events.Went)):
        return events.NoInput(), None
    if not isinstance(what, (events.Keyed, events.Spoke)):
        return Unexpected(type(what).__name__), None
    if not (what.keys if isinstance(what, events.Keyed) else what.text.strip()):
        return events.NoInput(), None
    if isinstance(what, events.Spoke):
        sure = what.confidence is None or what.confidence >= walk.settings.listen.confidence
        if not sure:
            return events.NoMatch(), None
    step, awaiting = walk.step, walk.state.awaiting
    if isinstance(awaiting, Choosing) and isinstance(step, Menu):
        return choice(walk, step, what), None
    if isinstance(awaiting, Picking):
        return picked(walk, what), None
    if isinstance(awaiting, Confirming) or isinstance(step, Resume):
        return yes_no(walk, what), None
    return answer(walk, step, what) if isinstance(step, Ask) else code(walk, what)

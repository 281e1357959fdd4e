"""pay: the telephone captures a card; nothing is charged, and its number never comes here."""

from __future__ import annotations

from ivr.engine.awaiting import Capturing
from ivr.engine.directives import Capture, PayPrompt
from ivr.engine.events import CaptureEnded, CardTaken, Meaning
from ivr.engine.moves import Ends, Move, Waits
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.types import Card
from ivr.flow.verbs import Pay

PARTS = ("number", "expiry", "code", "postcode")
"""What is asked for, in this order; `processing` is said while the card is being taken."""
WAIT = 10
"""Seconds a caller may look for a card at least, whatever the line waits elsewhere."""


def enter(walk: Walk, step: Pay) -> Move:
    walk.say(step.pay)
    frame = walk.frame
    capture = Capture(
        prompts=_prompts(walk, step.pay),
        language=walk.state.language,
        attempts=walk.settings.listen.tries,
        wait=max(WAIT, walk.settings.listen.wait),
        postcode=walk.has(step.pay, "postcode"),
    )
    return Waits(capture, Capturing(f"{walk.state.call}/{frame.number}/{frame.step}/{frame.visit}"))


def _prompts(walk: Walk, prompt: str) -> tuple[PayPrompt, ...]:
    """`.number`; `.number-error` after a wrong one; after none at all `.number-timeout`, else the same."""
    made = []
    for part in (*PARTS, "processing"):
        for error, attributes in (
            ("", (part,)),
            ("invalid", (f"{part}-error",)),
            ("timeout", (f"{part}-timeout", f"{part}-error")),
        ):
            found = next((name for name in attributes if walk.has(prompt, name)), None)
            if found is not None:
                made.append(PayPrompt(part, walk.speech(walk.pieces(prompt, found)), error))
    return tuple(made)


def heard(walk: Walk, step: Pay, what: Meaning) -> Move:
    walk.change(said=())
    awaiting = walk.state.awaiting
    if isinstance(what, CardTaken) and isinstance(awaiting, Capturing):
        walk.kept = awaiting.ref
        walk.save(step.save, Card(awaiting.ref, what.brand, what.last_four))
        return Ends("taken", normal=True)
    stopped = isinstance(what, CaptureEnded) and what.how == "stopped"
    return Ends("stopped" if stopped else "not_taken")


PAY = Kind[Pay](enter, heard=heard)

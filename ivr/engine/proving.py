"""A caller who wants to go on where they were cut off proves again what they had proven; then the place is taken."""

from __future__ import annotations

from ivr.engine import frames
from ivr.engine.call import Purpose
from ivr.engine.cut_off import needed, stops_of
from ivr.engine.moves import Ends, Move
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of, want
from ivr.flow.contracts import RESUME_TAKE, Level


def proving(walk: Walk, *, proved: bool = False) -> Move:
    """Yes was said: first as much must be proven again as the place needs. `proved`: the verify flow says so."""
    word, _, at = (walk.frame.offered or "").partition(" ")
    stops = stops_of(walk.line, at)
    if stops is None:
        return Ends("nothing", normal=True)
    level = needed(walk.line, stops, Level.of(word))
    if level is Level.ANONYMOUS or frames.met(walk, level.word):
        return want(walk, contract_of(walk, RESUME_TAKE), {"yes": True})
    if proved or frames.verifying(walk):
        return Ends("not_verified")
    return frames.enter(walk, walk.settings.verify, Purpose.REQUIRES)

"""resume: whether a call from this number was cut off is asked first; then the caller, whether to go on there; then
they prove again what they had proven. Only then is it taken, and the call goes on at the checkpoint."""

from __future__ import annotations

from ivr.engine.answers import yes_no_words
from ivr.engine.awaiting import Answering, Awaiting
from ivr.engine.cut_off import go_on, stops_of
from ivr.engine.events import ActionEnded, Answered, Meaning, NoMatch
from ivr.engine.moves import Ends, Move
from ivr.engine.proving import proving
from ivr.engine.questions import Question, ask, bad_answer
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.engine.wanting import contract_of, want
from ivr.flow.contracts import RESUME_FIND, RESUME_TAKE
from ivr.flow.verbs import Resume

_NOTHING = Ends("nothing", normal=True)


def enter(walk: Walk, step: Resume) -> Move:  # noqa: ARG001 - a step's enter
    walk.change_frame(offered=None)
    return want(walk, contract_of(walk, RESUME_FIND), {})


def question(walk: Walk, step: Resume, awaiting: Awaiting) -> Question:  # noqa: ARG001 - it has only one
    hints = tuple(word for words in yes_no_words(walk).values() for word in words)
    return Question(prompt=step.resume, pieces=walk.pieces(step.resume), most_keys=1, finish=None, hints=hints)


def acted(walk: Walk, step: Resume, ended: ActionEnded) -> Move:
    told = ended.result if isinstance(ended.result, dict) else {}
    if ended.action == RESUME_FIND:
        at, level = told.get("at"), told.get("level")
        if ended.outcome != "found" or not isinstance(at, str) or not isinstance(level, str):
            return _NOTHING
        if stops_of(walk.line, at) is None:  # of another version, and gone since
            return _NOTHING
        walk.change_frame(offered=f"{level} {at}")
        return ask(walk, question(walk, step, Answering()), Answering())
    if walk.frame.offered is None:
        return Ends("no")
    at, kept = told.get("at"), told.get("kept")
    stops = stops_of(walk.line, at) if ended.outcome == "taken" and isinstance(at, str) else None
    went = go_on(walk, stops, kept) if stops is not None and isinstance(kept, str) else None
    return went if went is not None else _NOTHING


def heard(walk: Walk, step: Resume, what: Meaning) -> Move:
    if isinstance(what, Answered):
        walk.change(said=())
        return proving(walk) if what.yes else _declined(walk)
    asked = question(walk, step, Answering())
    return bad_answer(walk, asked, Answering(), "no_match" if isinstance(what, NoMatch) else "no_input")


def _declined(walk: Walk) -> Move:
    walk.change_frame(offered=None)
    return want(walk, contract_of(walk, RESUME_TAKE), {"yes": False})


RESUME = Kind[Resume](enter, heard=heard, acted=acted, question=question)

"""menu: the caller picks one of a few, by key or by word."""

from __future__ import annotations

from ivr.engine.awaiting import Awaiting, Choosing
from ivr.engine.events import Chosen, Meaning, NoMatch
from ivr.engine.faults import StepFault
from ivr.engine.moves import Move
from ivr.engine.outcomes import go
from ivr.engine.questions import Question, ask, bad_answer
from ivr.engine.steps.kind import Kind
from ivr.engine.walk import Walk
from ivr.flow.verbs import Menu, Option


def offered(walk: Walk, step: Menu) -> dict[str, Option]:
    """The choices that are open now, by key. Raises ConditionFault."""
    return {key: option for key, option in step.choices.items() if walk.holds(option.if_, option.unless)}


def question(walk: Walk, step: Menu, awaiting: Awaiting) -> Question:  # noqa: ARG001 - it has only one
    open_ = offered(walk, step)
    if not open_:
        raise StepFault("none of the menu's choices is open")
    lines = (walk.pieces(step.menu, f"choice-{key}") for key in open_ if walk.has(step.menu, f"choice-{key}"))
    choices = tuple(piece for pieces in lines for piece in pieces)
    pieces = (*(walk.pieces(step.menu) if walk.has(step.menu) else ()), *choices)
    return Question(
        prompt=step.menu,
        pieces=pieces,
        shorter=choices,
        most_keys=1,
        finish=None,  # so that # and * are keys
        hints=tuple(word for key in open_ for word in walk.words(step.menu, f"hear-{key}")),
    )


def enter(walk: Walk, step: Menu) -> Move:
    return ask(walk, question(walk, step, Choosing()), Choosing())


def heard(walk: Walk, step: Menu, what: Meaning) -> Move:
    if isinstance(what, Chosen) and (option := offered(walk, step).get(what.key)) is not None:
        return _chosen(walk, step, option)
    asked = question(walk, step, Choosing())
    if isinstance(what, (Chosen, NoMatch)):
        return bad_answer(walk, asked, Choosing(), "no_match")
    return bad_answer(walk, asked, Choosing(), "no_input")


def _chosen(walk: Walk, step: Menu, option: Option) -> Move:
    walk.change(said=())
    if option.value is not None and step.save is not None:
        walk.save(step.save, walk.value(option.value, walk.flow.types.get(step.save)))
    return go(walk, option)


MENU = Kind[Menu](enter, heard=heard, question=question)

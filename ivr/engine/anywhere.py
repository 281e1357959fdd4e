"""Shortcuts from anywhere: repeat, back, a person, another language. None costs a try."""

from __future__ import annotations

from ivr.engine import frames
from ivr.engine.awaiting import Answering, Awaiting, Confirming, Picking
from ivr.engine.call import Purpose
from ivr.engine.moves import AsksAgain, Move, Visits
from ivr.engine.questions import Question, ask, line_says
from ivr.engine.steps import kind_of
from ivr.engine.walk import Walk


def take(walk: Walk, name: str) -> Move:
    """Takes a shortcut by its name in `anywhere`; one the line does not have asks again."""
    walk.change(awaiting=underneath(walk.state.awaiting))
    shortcut = walk.settings.anywhere.get(name)  # type: ignore[call-overload]  # a journal may tell any name
    if name == "repeat":
        return _repeat(walk)
    if name == "back":
        return _back(walk)
    if shortcut is None or shortcut.run is None:
        return AsksAgain()
    if name != "language":
        walk.change(said=())
        return frames.go_on_in(walk, shortcut.run)
    if any(frame.purpose is Purpose.LANGUAGE for frame in walk.state.frames):
        return AsksAgain()  # they are choosing one already
    walk.change(said=())
    return frames.enter(walk, shortcut.run, Purpose.LANGUAGE, interrupted=walk.state.awaiting)


def underneath(awaiting: Awaiting) -> Awaiting:
    """What the shortcuts were opened over."""
    if not isinstance(awaiting, Picking):
        return awaiting
    return Answering() if awaiting.over is None else Confirming(awaiting.over)


def question(walk: Walk) -> Question | None:
    """What the step asks while this is awaited; None when it asks nothing."""
    kind, awaiting = kind_of(walk.step), walk.state.awaiting
    return kind.question(walk, walk.step, awaiting) if kind.question is not None else None


def asked_again(walk: Walk) -> Move:
    """The question afresh, in the language of now."""
    walk.change(said=())
    asked = question(walk)
    return Visits() if asked is None else ask(walk, asked, walk.state.awaiting)


def _repeat(walk: Walk) -> Move:
    """All that was said since the caller was last heard, and the question is open again."""
    asked = question(walk)
    if asked is None:
        return Visits()
    return ask(walk, asked, walk.state.awaiting, walk.state.said or asked.pieces)


def _back(walk: Walk) -> Move:
    """To the menu or ask before, in this run, as far as nothing was changed since."""
    trail = walk.frame.trail
    if len(trail) > 1:
        walk.change(said=())
        walk.change_frame(trail=trail[:-1])
        return frames.go_to(walk, trail[-2])
    asked = question(walk)
    if asked is None:
        return Visits()
    return ask(walk, asked, walk.state.awaiting, (*line_says(walk, "line-nothing-back"), *asked.pieces))


def opened(walk: Walk) -> Move:
    """A lone star in an ask: the shortcuts are said, and one key picks."""
    awaiting = walk.state.awaiting
    over = awaiting.answer if isinstance(awaiting, Confirming) else None
    said = line_says(walk, "line-shortcuts")
    for name in walk.settings.anywhere:
        said = (*said, *line_says(walk, f"anywhere-{name}"))
    shortcuts = Question("line-shortcuts", said, most_keys=1, finish=None)
    return ask(walk, shortcuts, Picking(over), said)

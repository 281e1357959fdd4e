"""Asking the caller: what is said, how it is listened to, and what a bad answer leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ivr.engine.awaiting import Awaiting
from ivr.engine.call import Piece
from ivr.engine.directives import Listen
from ivr.engine.moves import Ends, Move, Waits
from ivr.engine.walk import Extra, Walk
from ivr.values.changing import changed

Bad = Literal["no_input", "no_match"]


@dataclass(frozen=True)
class Question:
    """A question as it can be asked now.

    prompt   the prompt's id; its `.no_input` and the like are the reprompts.
    pieces   what is said. shorter: what is said after the prompt's own reprompt (a menu's choices).
    most_keys, finish, hints, barge_in: see Listen.
    """

    prompt: str
    pieces: tuple[Piece, ...]
    shorter: tuple[Piece, ...] = ()
    most_keys: int | None = None
    finish: str | None = "#"
    hints: tuple[str, ...] = ()
    barge_in: bool = True


def ask(walk: Walk, question: Question, awaiting: Awaiting, pieces: tuple[Piece, ...] | None = None) -> Move:
    """Asks it, in its own words or in `pieces`."""
    words = question.pieces if pieces is None else pieces
    listen = walk.settings.listen
    closing = Listen(
        prompts=walk.speech(words),
        language=walk.state.language,
        wait=listen.wait,
        between=listen.between_keys,
        speech=listen.speech,
        most_keys=question.most_keys,
        finish=question.finish,
        hints=_hints(walk, question) if listen.speech else (),
        barge_in=question.barge_in,
    )
    if pieces is None:  # a reprompt is not what `repeat` says again
        walk.change(said=(*walk.state.said, *words))
    return Waits(closing, awaiting)


def _hints(walk: Walk, question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*question.hints, *walk.line.shortcut_words(walk.state.language))))


def bad_answer(walk: Walk, question: Question, awaiting: Awaiting, how: Bad) -> Move:
    """Counts a bad answer; asks again in escalating words, or ends the step when there were `listen.tries`.

    The nth one is met by the prompt's own `.no_input-<n>`, else the nearest before it down to `.no_input`; without
    one, by the line's `line-no-input` and the whole question.
    """
    count = counted(walk, how)
    if count is None:
        return Ends(how)
    for attribute in (*(f"{how}-{number}" for number in range(count, 1, -1)), how):
        if walk.has(question.prompt, attribute):
            own = walk.pieces(question.prompt, attribute)
            return ask(walk, question, awaiting, (*own, *question.shorter))
    return ask(walk, question, awaiting, (*line_says(walk, f"line-{how.replace('_', '-')}"), *question.pieces))


def counted(walk: Walk, how: Literal["no_input", "no_match", "other"]) -> int | None:
    """Counts a bad answer: how many of its sort there were in this visit, None when there were too many in all."""
    tries = changed(walk.frame.tries, **{how: getattr(walk.frame.tries, how) + 1})
    walk.change_frame(tries=tries)
    count: int = getattr(tries, how)
    return count if tries.bad < walk.settings.listen.tries else None


def line_says(walk: Walk, prompt: str, extra: Extra | None = None, attribute: str | None = None) -> tuple[Piece, ...]:
    """One of the line's own prompts (or its `.attribute`), where it has it."""
    return walk.pieces(prompt, attribute, extra) if walk.has(prompt) else ()

"""What a step is about, in a few words: its prompt, its action's title, the flow it runs."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.flow.line import Line
from ivr.flow.verbs import (
    Ask,
    Checkpoint,
    Confirm,
    Do,
    HangUp,
    Language,
    Menu,
    Pay,
    Queue,
    Requires,
    Resume,
    Run,
    Say,
    Set,
    Step,
    Take,
    When,
)
from ivr.study.draw.graph import Shape

SHAPES: Mapping[str, Shape] = {
    "say": Shape.SPEAKS,
    "menu": Shape.ASKS,
    "ask": Shape.ASKS,
    "pay": Shape.ASKS,
    "confirm": Shape.ASKS,
    "record": Shape.ASKS,
    "resume": Shape.ASKS,
    "when": Shape.DECIDES,
    "do": Shape.ACTS,
    "run": Shape.RUNS,
    "requires": Shape.RUNS,
    "queue": Shape.WAITS,
    "dial": Shape.WAITS,
    "return": Shape.ENDS,
    "hang_up": Shape.ENDS,
}
"""Verbs that are not here are quiet: the caller notices nothing."""


def shape(step: Step) -> Shape:
    """The shape of a step's box."""
    return SHAPES.get(step.verb, Shape.QUIET)


def subject(line: Line, step: Step) -> tuple[str, ...]:
    """The lines under a step's name."""
    if isinstance(step, Do):
        return (line.contracts[step.do].title, step.do)
    if isinstance(step, Run):
        return (line.flows[step.run].title, f"flow {step.run}")
    if isinstance(step, Ask):
        asked = (step.ask, f"for {step.for_}" + (", a secret" if step.secret else ""))
        return (*asked, line.contracts[step.check.do].title) if step.check is not None else asked
    if isinstance(step, Confirm):
        return (step.prompt, line.contracts[step.confirm].title)
    if isinstance(step, Queue):
        return (step.prompt, f"queue {step.queue}, at most {step.longest} min")
    return _plain(step)


def _plain(step: Step) -> tuple[str, ...]:
    match step:
        case Say():
            return (step.say,)
        case Menu():
            return (step.menu,)
        case Pay():
            return (step.pay, f"for {step.for_}")
        case Set():
            return tuple(f"{name} = {value}" for name, value in step.set.items())
        case Take():
            return (f"{step.take} of {step.from_.removeprefix('$')}",)
        case Requires():
            return (step.requires,)
        case Checkpoint():
            kept = f"keeps {', '.join(step.checkpoint)}" if step.checkpoint else "keeps nothing"
            return (kept,) if step.within is None else (kept, f"for {step.within} min")
        case Resume():
            return (step.resume,)
        case Language():
            return (step.language,)
        case HangUp():
            return () if step.hang_up in (None, "silent") else (str(step.hang_up),)
        case When():
            return ()
        case _:
            return (step.return_,) if step.return_ else ()

"""resume: the engine's own questions at a `resume` step: was a call cut off, and may this caller go on in it."""

from __future__ import annotations

from ivr.domain import cut_off
from ivr.flow.contracts import RESUME_FIND, RESUME_TAKE, Contract, Input, Level
from ivr.flow.types import BOOLEAN, TEXT, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import occasion

FIND = Contract(
    name=RESUME_FIND,
    title="Whether a call from this number was cut off, and may be gone on with",
    outcomes=("found", "nothing"),
    normal="found",
    result=record("offer", at=TEXT, level=TEXT),
)

TAKE = Contract(
    name=RESUME_TAKE,
    title="Go on where a call was cut off, when it is the caller's; or do not ask again",
    inputs={"yes": Input(BOOLEAN)},
    outcomes=("taken", "nothing"),
    normal="taken",
    result=record("place", at=TEXT, kept=TEXT),
)


def find(context: Context, _inputs: Inputs) -> Ended:
    """Nothing of what was kept is told: the caller has proven nothing yet."""
    found = cut_off.last(occasion(context))
    return Ended("found", {"at": found.at, "level": found.level}) if found is not None else Ended("nothing")


def take(context: Context, inputs: Inputs) -> Ended:
    on, yes = occasion(context), inputs.get("yes") is True
    before = cut_off.last(on)
    sure = before is not None and context.level >= Level.of(before.level)
    found = cut_off.take(on, (sure, context.account), yes=yes)
    return Ended("taken", {"at": found.at, "kept": found.kept}) if found is not None else Ended("nothing")


ACTIONS: tuple[Action, ...] = (Inside(FIND, find, reads=True), Inside(TAKE, take))

"""What every step has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ivr.marks import Written


class Target(Written):
    """Where it goes: optionally `say` a prompt, then `to` a step, `return` an outcome (`with` values) or `hang_up`.

    `hang_up` holds the prompt to end on, or `silent`. Nothing but `say` means: then where the step's normal outcome
    goes (its own to, return or hang_up, else the next step).
    """

    say: str | None = None
    to: str | None = None
    return_: str | None = Field(default=None, alias="return")
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    hang_up: str | None = None


def _target(given: object) -> object:
    return {"to": given} if isinstance(given, str) else given


class LineTarget(Target):
    """A handler of line.yaml's `on`. It has no steps to name: its `to` names a flow that the call goes on in, leaving
    the flows it was in, as a shortcut does. It must lead somewhere (to, return or hang_up)."""


LineTargetField = Annotated[LineTarget, BeforeValidator(_target)]
TargetField = Annotated[Target, BeforeValidator(_target)]


def _handlers(given: object) -> object:
    """`a, b: target` stands for two entries."""
    if not isinstance(given, dict):
        return given
    return {name.strip(): target for names, target in given.items() for name in str(names).split(",")}


Handlers = Annotated[Mapping[str, TargetField], BeforeValidator(_handlers)]
LineHandlers = Annotated[Mapping[str, LineTargetField], BeforeValidator(_handlers)]


class Step(Written):
    """Options of every verb. `verb` and `name` are not written: reading fills them in.

    to, return, with, hang_up: where the normal outcome goes; none of them means the next step.
    on: handlers of the other outcomes. at_most: visits in one run of the flow; more is the outcome `used_up`.
    """

    verb: ClassVar[str] = ""
    outcomes: ClassVar[tuple[str, ...]] = ()
    """Every way a step of this verb may end, where the verb alone decides; `do` and `run` add their contract's."""
    normal: ClassVar[str | None] = None
    takes_inputs: ClassVar[bool] = False
    """Whether `with` gives the step's inputs; otherwise it is what `return` hands back."""

    to: str | None = None
    return_: str | None = Field(default=None, alias="return")
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    hang_up: str | None = None
    on: Handlers = Field(default_factory=dict)
    at_most: int | None = Field(default=None, ge=1, le=99)

    @cached_property
    def onward(self) -> Target:
        """Where the normal outcome goes, as a target (empty: the next step). Made once: a step is never changed, and
        one that `model_copy` changed would still say what the first said."""
        given = {"to": self.to, "return": self.return_, "hang_up": self.hang_up}
        if self.return_ is not None and not self.takes_inputs:
            return Target.model_validate({k: v for k, v in given.items() if v is not None} | {"with": self.with_})
        return Target.model_validate({k: v for k, v in given.items() if v is not None})

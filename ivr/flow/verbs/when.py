"""when: goes one way or another by conditions."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from ivr.flow.verbs.base import Step, Target, TargetField


class Branch(Target):
    """`{if: condition, to: step}`, `{unless: condition, ...}` or, last, `{else: target}`."""

    if_: str | None = Field(default=None, alias="if")
    unless: str | None = None
    else_: TargetField | None = Field(default=None, alias="else")


class When(Step):
    """`when:` is a list tried from the top; the first that holds is taken; none goes on to the next step."""

    verb: ClassVar[str] = "when"
    outcomes: ClassVar[tuple[str, ...]] = ("otherwise",)
    normal: ClassVar[str | None] = "otherwise"

    when: tuple[Branch, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_condition(self) -> When:
        for number, branch in enumerate(self.when, 1):
            given = [branch.if_ is not None, branch.unless is not None, branch.else_ is not None]
            if sum(given) != 1:
                raise ValueError(f"branch {number} needs one of 'if', 'unless' and 'else'")
            if branch.else_ is not None and number != len(self.when):
                raise ValueError(f"branch {number} is an 'else' but not the last")
        return self

"""when: goes one way or another by conditions."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

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

"""say: the caller hears a prompt."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Say(Step):
    """`say: greeting` speaks the prompt and goes on."""

    verb: ClassVar[str] = "say"
    outcomes: ClassVar[tuple[str, ...]] = ("said",)
    normal: ClassVar[str | None] = "said"

    say: str

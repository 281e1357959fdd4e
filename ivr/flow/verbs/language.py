"""language: the call goes on in another language."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Language(Step):
    """`language: es-US`: one of the line's, or a `$variable` that holds one."""

    verb: ClassVar[str] = "language"
    outcomes: ClassVar[tuple[str, ...]] = ("set",)
    normal: ClassVar[str | None] = "set"

    language: str

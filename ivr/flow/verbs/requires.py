"""requires: how sure we must be from here on."""

from __future__ import annotations

from typing import ClassVar, Literal

from ivr.flow.verbs.base import Step


class Requires(Step):
    """`requires: verified` runs the line's verify flow unless the caller is there already."""

    verb: ClassVar[str] = "requires"
    outcomes: ClassVar[tuple[str, ...]] = ("met", "not_verified")
    normal: ClassVar[str | None] = "met"

    requires: Literal["identified", "verified"]

"""set: gives variables values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from ivr.flow.verbs.base import Step


class Set(Step):
    """`set: {reason: moved, amount: $owed.full}`."""

    verb: ClassVar[str] = "set"
    outcomes: ClassVar[tuple[str, ...]] = ("set",)
    normal: ClassVar[str | None] = "set"

    set: Mapping[str, str] = Field(min_length=1)

"""pay: the telephone captures a card; nothing is charged."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ivr.flow.verbs.base import Step


class Pay(Step):
    """`pay: pay-card`, `for: card`, `save: card`. The prompt's attributes speak each part: `.number`, `.expiry`,
    `.code`, `.postcode`, and their errors (`.number-error`, ...)."""

    verb: ClassVar[str] = "pay"
    outcomes: ClassVar[tuple[str, ...]] = ("taken", "stopped", "not_taken")
    normal: ClassVar[str | None] = "taken"

    pay: str
    for_: Literal["card"] = Field(alias="for")
    save: str

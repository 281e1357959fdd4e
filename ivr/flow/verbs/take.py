"""take: an item from a list."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ivr.flow.verbs.base import Step


class Take(Step):
    """`take: next`, `from: $recent`, `save: item`. The place in a list is the list's own, kept for this run of the
    flow; `no_more` leaves the item as it was."""

    verb: ClassVar[str] = "take"
    outcomes: ClassVar[tuple[str, ...]] = ("taken", "no_more")
    normal: ClassVar[str | None] = "taken"

    take: Literal["next", "previous", "first"]
    from_: str = Field(alias="from", pattern=r"^\$")
    save: str

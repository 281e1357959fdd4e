"""checkpoint: a caller who is cut off after this, and rings back soon, may go on from here."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ivr.flow.verbs.base import Step

NOTHING = "nothing"
"""What is written where nothing is kept."""
LONGEST = 120
"""Minutes: whoever rings back later than that has begun something new. policy.yaml may say less, never more."""


def kept_names(given: object) -> object:
    """One name may stand without brackets."""
    if not isinstance(given, str):
        return given
    return [] if given == NOTHING else [given]


class Checkpoint(Step):
    """`checkpoint: [reason, length]`: the variables that are kept, or `nothing`.

    They are answers of the caller (choices, account numbers, dates): what the business told is read again, and consent
    and codes are asked for again.
    """

    verb: ClassVar[str] = "checkpoint"
    outcomes: ClassVar[tuple[str, ...]] = ("passed", "resumed")
    normal: ClassVar[str | None] = "passed"

    checkpoint: Annotated[tuple[str, ...], BeforeValidator(kept_names)]
    within: int | None = Field(default=None, ge=1, le=LONGEST)

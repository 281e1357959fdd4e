"""What a checkpoint may keep: what the caller answered, and never what the business told or what a secret was."""

from __future__ import annotations

from ivr.flow.types import Choice, Kind, Single, Type

KEPT = (
    *(Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.TEXT, Kind.NAME),
    *(Kind.DIGITS, Kind.REFERENCE, Kind.PHONE, Kind.EMAIL, Kind.ACCOUNT),
)
"""Choices and identifiers. No amounts: another call may have paid since. No cards and no consents: asked for again."""


def may_keep(kind: Type) -> bool:
    """Whether a variable of this type may be kept."""
    return isinstance(kind, Choice) or (isinstance(kind, Single) and kind.kind in KEPT)

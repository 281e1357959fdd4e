"""Which types may stand where another is wanted."""

from __future__ import annotations

from ivr.flow.literals import fits
from ivr.flow.types import ACCOUNT, DIGITS, NAME, TEXT, Choice, Kind, ListOf, Record, Single, Type

_TEXTS = frozenset(
    {
        Kind.TEXT,
        Kind.NAME,
        Kind.DIGITS,
        Kind.REFERENCE,
        Kind.PHONE,
        Kind.EMAIL,
        Kind.ACCOUNT,
        Kind.PROMPT,
        Kind.QUEUE,
    }
)
"""Kinds that a text may be."""
_ALIKE = {(DIGITS, ACCOUNT), (ACCOUNT, DIGITS), (TEXT, NAME), (NAME, TEXT)}


def assignable(given: Type, wanted: Type, currency: str) -> bool:
    """Whether a value of type `given` may be given where `wanted` is asked for."""
    if given == wanted or (given, wanted) in _ALIKE:
        return True
    if isinstance(wanted, Record):
        return isinstance(given, Record) and given.name == wanted.name
    if isinstance(wanted, ListOf):
        return isinstance(given, ListOf) and given.item.name == wanted.item.name
    if isinstance(given, Choice):
        return all(fits(word, wanted, currency) for word in given.values) and (
            isinstance(wanted, Choice) or wanted.kind in _TEXTS
        )
    if wanted == TEXT:
        return isinstance(given, Single) and given.kind in _TEXTS
    return False

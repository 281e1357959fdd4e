"""Small values to try: of each type an ordinary one, and those around the constants that conditions name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from ivr.flow.types import Choice, Kind, Single, Type

TODAY = date(2026, 11, 24)
"""The day of every call that is explored: an ordinary Tuesday."""
ACCOUNT = "40012345"

_ORDINARY: dict[Kind, tuple[str, ...]] = {
    Kind.MONEY: ("120.00", "0.00", "300.00"),
    Kind.DATE: ("2026-12-10", "2026-11-20"),
    Kind.TIME: ("2026-11-25T08:00:00-05:00",),
    Kind.NUMBER: ("2", "0", "1"),
    Kind.PERCENT: ("4.5", "0"),
    Kind.BOOLEAN: ("true", "false"),
    Kind.TEXT: ("something",),
    Kind.NAME: ("Jane Doe",),
    Kind.DIGITS: ("2345",),
    Kind.REFERENCE: ("AB12CD",),
    Kind.PHONE: ("+12025550123",),
    Kind.EMAIL: ("jane@example.com",),
    Kind.ACCOUNT: (ACCOUNT,),
    Kind.PROMPT: ("main-menu",),
    Kind.QUEUE: ("support",),
}


def ordinary(kind: Type) -> str:
    """A value of the type, as text."""
    return kind.values[0] if isinstance(kind, Choice) else _ORDINARY[_kind(kind)][0]


def candidates(kind: Type, conditions: Iterable[str]) -> list[str]:
    """Values of the type worth trying where these conditions decide, the ordinary one first."""
    if isinstance(kind, Choice):
        return list(kind.values)
    single = _kind(kind)
    found = [*_ORDINARY[single]]
    for text in conditions:
        found += _around(single, text)
    return list(dict.fromkeys(found))


def _kind(kind: Type) -> Kind:
    if not isinstance(kind, Single) or kind.kind not in _ORDINARY:
        raise TypeError(f"no action gives {kind}")
    return kind.kind


def _around(kind: Kind, condition: str) -> Iterator[str]:
    """What is just below, at and just above each constant of a condition."""
    if kind is Kind.MONEY or kind is Kind.PERCENT:
        for amount in re.findall(r"(?<![\w.])\d+\.\d+", condition):
            yield from (str(max(Decimal(amount) + step, Decimal(0))) for step in map(Decimal, ("-0.01", "0", "0.01")))
    elif kind is Kind.NUMBER:
        for number in re.findall(r"(?<![\w.(])\d+(?![\w.])", condition):
            yield from (str(int(number) + step) for step in (-1, 0, 1) if int(number) + step >= 0)
    elif kind in (Kind.DATE, Kind.TIME):
        for days in re.findall(r"days\((\d+)\)", condition) or ["0"]:
            for away in (int(days), -int(days)):
                for step in (-1, 0, 1):
                    day = (TODAY + timedelta(days=away + step)).isoformat()
                    yield day if kind is Kind.DATE else f"{day}T12:00:00-05:00"
    else:
        yield from re.findall(r"'([^']+)'", condition)

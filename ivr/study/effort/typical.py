"""Typical figures, to say prompts with: a middling amount, a date, a name; every optional field is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from ivr.flow.types import Choice, Kind, ListOf, Record, Type, Value
from ivr.values import Money

_TEXTS = {
    Kind.NAME: "Maria Lopez", Kind.DIGITS: "4242", Kind.REFERENCE: "R4K7P2", Kind.PHONE: "+12025550123",
    Kind.EMAIL: "maria@example.org", Kind.ACCOUNT: "40012345", Kind.TEXT: "one of these words",
}  # fmt: skip


def typical(types: Mapping[str, Type], currency: str) -> dict[str, Value]:
    """A value of every type that can be said."""
    found = {name: _value(kind, currency) for name, kind in types.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(kind: Type, currency: str) -> Value | None:
    if isinstance(kind, Choice):
        return kind.values[0]
    if isinstance(kind, Record):
        return typical({name: each.type for name, each in kind.fields.items()}, currency)
    if isinstance(kind, ListOf):
        return [typical({name: each.type for name, each in kind.item.fields.items()}, currency)]
    singles: dict[Kind, Value] = {
        Kind.MONEY: Money.of("124.50", currency),
        Kind.DATE: date(2026, 11, 24),
        Kind.TIME: datetime(2026, 11, 24, 14, 30, tzinfo=UTC),
        Kind.NUMBER: 3,
        Kind.PERCENT: Decimal("4.5"),
        Kind.BOOLEAN: True,
    }
    return singles.get(kind.kind, _TEXTS.get(kind.kind))

"""What conditions may name: the leaves of a flow's variables, as CEL's types; and their values as CEL's values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from cel_expr_python import cel  # type: ignore[import-untyped]  # its types lie in a .pyi without a marker

from ivr.flow.types import Choice, Kind, Type, Value
from ivr.values import Money

Plain = bool | int | float | str | datetime

_KINDS = {
    Kind.MONEY: cel.Type.DOUBLE,
    Kind.PERCENT: cel.Type.DOUBLE,
    Kind.NUMBER: cel.Type.INT,
    Kind.BOOLEAN: cel.Type.BOOL,
    Kind.DATE: cel.Type.TIMESTAMP,
    Kind.TIME: cel.Type.TIMESTAMP,
}


def cel_type(kind: Type) -> cel.Type:
    """CEL's type for a leaf; all that is text is a string."""
    if isinstance(kind, Choice):
        return cel.Type.STRING
    return _KINDS.get(getattr(kind, "kind", Kind.TEXT), cel.Type.STRING)


def environment(leaves: Mapping[str, Type]) -> cel.Env:
    """An environment in which every leaf is declared by its dotted path, so that a misspelt field does not compile."""
    days = cel.Overload(
        id="days_int",
        return_type=cel.Type.DURATION,
        parameters=[cel.Type.INT],
        is_member=False,
        impl=lambda count: timedelta(days=count),
    )
    return cel.NewEnv(
        variables={path: cel_type(kind) for path, kind in leaves.items()},
        functions=[cel.FunctionDecl("days", [days])],
    )


def plain(value: Value) -> Plain | None:
    """A leaf's value as CEL takes it; None for what conditions cannot compare."""
    if isinstance(value, Money):
        return float(value.amount)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if isinstance(value, bool | int | str) else None

"""Values as flows write them (`$owed.full`, `5.00`, `moved`), and as text again for what a code must name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from ivr.engine.faults import StepFault
from ivr.engine.stored import to_json
from ivr.flow.literals import NotOfType, from_text
from ivr.flow.names import value_at, variable
from ivr.flow.types import Type, Value
from ivr.values import Money


def value_of(written: str, kind: Type | None, scope: Mapping[str, Value], currency: str) -> Value:
    """What is written, as a value of `kind`: a variable, or text of that kind. Raises StepFault when it is neither."""
    path = variable(written)
    if path is not None:
        value = value_at(scope, path)
        if value is None:
            raise StepFault(f"{written} has no value here")
        return value
    try:
        return written if kind is None else from_text(written, kind, currency)
    except NotOfType as error:
        raise StepFault(str(error)) from error


def as_text(value: Value) -> str:
    """The same text for the same value: `120.00 USD`, `2026-03-01`. A confirmation is compared by it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, Decimal, Money)):
        return str(value)
    return json.dumps(to_json(value), sort_keys=True, ensure_ascii=False)

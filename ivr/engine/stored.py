"""How values are kept in a stored call and in the journal: plain JSON, each value telling its type.

Texts, whole numbers, booleans and lists stand for themselves; everything else is `{"<type>": ...}`, a record too, so
that no record of a flow can be taken for a date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticSerializationError

from ivr.errors import SecretLeak, StateError
from ivr.flow.types import Card, Consent, Value
from ivr.values import Money, Secret

JSON: TypeAlias = "str | int | float | bool | list[JSON] | dict[str, JSON] | None"


def to_json(value: object) -> JSON:
    """Raises SecretLeak for a Secret, TypeError for what is no Value."""
    if isinstance(value, Secret):
        raise SecretLeak("a secret was about to be written into a call's state or journal")
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, list):
        return [to_json(item) for item in value]
    for tag, (kind, write, _) in _KINDS.items():
        if isinstance(value, kind):
            return {tag: write(value)}
    raise TypeError(f"{type(value).__name__} is no value of a flow")


def from_json(document: object) -> Value:
    """The value `to_json` made this of. Raises ValueError for anything else."""
    if isinstance(document, (str, bool, int)):
        return document
    if isinstance(document, list):
        return [from_json(item) for item in document]
    if isinstance(document, dict) and len(document) == 1:
        [(tag, inside)] = document.items()
        if tag in _KINDS:
            try:
                return _KINDS[tag][2](inside)
            except (ArithmeticError, AttributeError, KeyError, TypeError) as error:
                raise ValueError(f"this is no {tag}") from error
    raise ValueError("this is no stored value")


def _money(inside: list[str]) -> Money:
    amount, currency = inside
    return Money(Decimal(amount), currency)


def _consent(inside: dict[str, JSON]) -> Consent:
    figures = inside["figures"]
    if not isinstance(figures, dict):
        raise TypeError("figures")
    values = inside.get("values", {})
    if not isinstance(values, dict):
        raise TypeError("values")
    kept = {name: value for name, each in values.items() if isinstance(value := from_json(each), (Money, date))}
    said = {name: _text(each) for name, each in figures.items()}
    return Consent(_text(inside["prompt"]), _text(inside["language"]), said, kept)


def _text(document: JSON) -> str:
    if not isinstance(document, str):
        raise TypeError("text")
    return document


_KINDS: Mapping[str, tuple[type, Callable[..., JSON], Callable[..., Value]]] = {
    "money": (Money, lambda v: [str(v.amount), v.currency], _money),
    # datetime before date: every datetime is a date
    "time": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "card": (Card, lambda v: [v.ref, v.brand, v.last_four], lambda v: Card(*map(_text, v))),
    "consent": (
        Consent,
        lambda v: {
            "prompt": v.prompt,
            "language": v.language,
            "figures": dict(v.figures),
            "values": {name: to_json(value) for name, value in v.values.items()},
        },
        _consent,
    ),
    "record": (
        dict,
        lambda v: {key: to_json(item) for key, item in v.items()},
        lambda v: {key: from_json(item) for key, item in v.items()},
    ),
}


UNWRITABLE = (PydanticSerializationError, TypeError, AttributeError)
"""What pydantic raises for what it does not write: the last two where it looks for a dataclass and finds another."""


def cannot_be_written(part: object, what: str, error: Exception) -> SecretLeak | StateError:
    """What pydantic refused to write, as it is to be told. It refuses whatever is not of its field's type, `to_json`
    whatever is no value, and so both any Secret."""
    if _holds_secret(part):
        return SecretLeak(f"a secret was about to be written into {what}")
    return StateError(f"{what} cannot be written down: {error}")


def _holds_secret(part: object) -> bool:
    inside: Iterable[object] = ()
    if is_dataclass(part):
        inside = [getattr(part, one.name) for one in fields(part)]
    elif isinstance(part, Mapping):
        inside = part.values()
    elif isinstance(part, (tuple, list)):
        inside = part
    return isinstance(part, Secret) or any(map(_holds_secret, inside))


if TYPE_CHECKING:
    Stored: TypeAlias = Value
else:  # for pydantic: a value inside a dataclass is kept as above
    Stored = Annotated[object, PlainValidator(from_json), PlainSerializer(to_json, return_type=Any)]

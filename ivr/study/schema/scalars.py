"""Single values as an editor sees them.

The line's own reader takes every scalar as the text that was written; an editor's reader makes numbers and booleans of
what looks like them. So text may be a number or a boolean there, and a number may also be written in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

Json = dict[str, object]
"""A piece of a schema."""

WHOLE = r"^\s*[+-]?\d+\s*$"
DECIMAL = r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"
BOOLEAN = r"^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|[TtFf01])$"
DATE = r"^\d{4}-\d{2}-\d{2}$"
MOMENT = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:?\d{2})$"

_PROBES: tuple[int, ...] = tuple(range(1000))


def text(pattern: str | None = None) -> Json:
    """Text, which may look like a number or a boolean. With a pattern: only such numbers as it allows, as far as it
    allows any below 1000."""
    if pattern is None:
        return {"type": ["string", "number", "boolean"]}
    fits = [number for number in _PROBES if re.search(pattern, str(number))]
    kinds = ["string"]
    bounds: Json = {}
    if fits:
        kinds.append("integer")
        bounds = {"minimum": fits[0]} if fits[-1] == _PROBES[-1] else {"minimum": fits[0], "maximum": fits[-1]}
    if all(re.search(pattern, word) for word in ("true", "false")):
        kinds.append("boolean")
    return {"type": kinds, "pattern": pattern, **bounds}


def whole(bounds: Mapping[str, object]) -> Json:
    return {"type": ["integer", "string"], **bounds, "pattern": WHOLE}


def decimal(bounds: Mapping[str, object]) -> Json:
    return {"type": ["number", "string"], **bounds, "pattern": DECIMAL}


def boolean() -> Json:
    return {"type": ["boolean", "integer", "string"], "minimum": 0, "maximum": 1, "pattern": BOOLEAN}


def word(values: tuple[str, ...]) -> Json:
    """One of a few words."""
    return {"enum": list(dict.fromkeys(values))}


def described(schema: Json, description: str) -> Json:
    """With a description; an editor shows it."""
    return schema | {"description": description} if description else schema


def part(schema: Json, key: str) -> Json:
    """A mapping within a schema, to be changed."""
    return cast(Json, schema[key])

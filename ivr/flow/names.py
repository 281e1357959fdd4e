"""Names of variables: `$owed.due_date` in values, `owed.due_date` in conditions, `$owed-due-date` in prompts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ivr.flow.types import CONSENT, DIGITS, NUMBER, TEXT, Card, Choice, Kind, ListOf, Record, Single, Type, Value

VARIABLE = re.compile(r"\$([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)")
"""A whole value that is a variable."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
"""What a flow may call its variables, steps and outcomes."""
RESERVED = frozenset(
    [
        "answer",
        "call",
        "caller",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "null",
        "package",
        "namespace",
        "return",
        "true",
        "var",
        "void",
        "while",
        "days",
        "silent",
    ]
)
"""Names no variable of a flow may have: the line's own, and words that conditions keep for themselves."""

_CARD: Mapping[str, Type] = {"brand": TEXT, "last_four": DIGITS}


def variable(text: str) -> str | None:
    """The path of a value that is a variable (`owed.full` for `$owed.full`), None when it is text."""
    match = VARIABLE.fullmatch(text)
    return match.group(1) if match else None


def root(path: str) -> str:
    """The variable a path begins with."""
    return path.partition(".")[0]


def inner(kind: Type) -> Mapping[str, Type]:
    """What stands behind a dot after a value of this type."""
    if isinstance(kind, Record):
        return {name: each.type for name, each in kind.fields.items()}
    if isinstance(kind, ListOf):
        return {"count": NUMBER}
    return _CARD if isinstance(kind, Single) and kind.kind is Kind.CARD else {}


def leaves(types: Mapping[str, Type]) -> dict[str, Type]:
    """Every path that leads to a single value: what conditions may compare and prompts may say."""
    return {f"{name}{path}": leaf for name, kind in types.items() for path, leaf in _beneath(kind)}


@lru_cache(maxsize=1024)
def _beneath(kind: Type) -> tuple[tuple[str, Type], ...]:
    """The leaves of one type, each with what is written after the variable's own name."""
    found: list[tuple[str, Type]] = []
    if isinstance(kind, Choice) or (isinstance(kind, Single) and kind.kind is not Kind.CARD and kind != CONSENT):
        found.append(("", kind))
    for name, each in inner(kind).items():
        found += ((f".{name}{path}", leaf) for path, leaf in _beneath(each))
    return tuple(found)


def type_at(types: Mapping[str, Type], path: str) -> Type | None:
    """The type at the end of a path; None when it leads nowhere."""
    first, *rest = path.split(".")
    kind = types.get(first)
    for part in rest:
        if kind is None:
            return None
        kind = inner(kind).get(part)
    return kind


def value_at(scope: Mapping[str, Value], path: str) -> Value | None:
    """The value at the end of a path; None when it is not there (an optional field, a variable not set)."""
    first, *rest = path.split(".")
    value = scope.get(first)
    for part in rest:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and part == "count":
            value = len(value)
        elif isinstance(value, Card):
            value = {"brand": value.brand, "last_four": value.last_four}.get(part)
        else:
            return None
    return value


def in_prompts(path: str) -> str:
    """The name of a path in prompts: `owed.due_date` is `$owed-due-date`."""
    return path.replace(".", "-").replace("_", "-")

"""A condition, compiled once and held as often as calls need it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cel_expr_python import cel  # type: ignore[import-untyped]  # its types lie in a .pyi without a marker

from ivr.flow.conditions.environment import Plain, environment, plain
from ivr.flow.conditions.faults import Misread
from ivr.flow.conditions.tokens import Token, refuse_computing, tokens
from ivr.flow.conditions.words import refuse_unknown_words
from ivr.flow.faults import ConditionFault
from ivr.flow.names import leaves, root, type_at, value_at
from ivr.flow.types import Type, Value, describe
from ivr.marks import nearest


@dataclass(frozen=True)
class Compiled:
    """A compiled condition. Threads may share it: evaluating changes nothing in it."""

    text: str
    names: tuple[str, ...]
    program: cel.Expression = field(compare=False, repr=False)

    def holds(self, scope: Mapping[str, Value]) -> bool:
        """Whether it holds. Raises ConditionFault when it needs a value that is not there.

        CEL gives an evaluation error back as a text, which Python would take for true: only a boolean counts.
        """
        data = {}
        for name in self.names:
            value = value_at(scope, name)
            if value is not None and (given := plain(value)) is not None:
                data[name] = given
        told = self.program.eval(data=data).value()
        if not isinstance(told, bool):
            raise ConditionFault(f"'{self.text}' cannot be told: {told}")
        return told

    def told(self, data: Mapping[str, Plain]) -> bool | None:
        """Whether it holds with these values by path; None where it cannot be told."""
        result = self.program.eval(data={name: data[name] for name in self.names if name in data}).value()
        return result if isinstance(result, bool) else None


def compile_condition(text: str, types: Mapping[str, Type]) -> Compiled:
    """The condition over these variables. Raises Misread, in an admin's words, with the offset of the trouble."""
    found = tokens(text)
    refuse_computing(found)
    known = leaves(types)
    used = [token for token in found if token.kind == "name" and token.text not in ("true", "false", "in", "days")]
    for token in used:
        _refuse_unknown(token, known, types)
    refuse_unknown_words(found, known)
    if not used:
        raise Misread(
            "condition", 0, "This condition names no variable, so it is always the same", "compare a variable"
        )
    paths = tuple(dict.fromkeys(token.text for token in used))
    try:
        program = _program(text, tuple((path, known[path]) for path in paths))
    except RuntimeError as error:
        raise _misread(text, str(error), used, known) from error
    if program.return_type() != cel.Type.BOOL:
        raise Misread("condition", 0, "This is a value, not a condition", "compare it, such as '== 0.00'")
    return Compiled(text, paths, program)


@lru_cache(maxsize=1024)
def _program(text: str, used: tuple[tuple[str, Type], ...]) -> cel.Expression:
    """Several versions of a line have most of their conditions in common."""
    return environment(dict(used)).compile(text)


def _refuse_unknown(token: Token, known: Mapping[str, Type], types: Mapping[str, Type]) -> None:
    if token.text in known:
        return
    kind = type_at(types, token.text)
    if kind is not None:
        inside = [path for path in known if path.startswith(token.text + ".")]
        raise Misread(
            "condition",
            token.at,
            f"'{token.text}' is {describe(kind)}: it cannot be compared as a whole",
            nearest("", inside) if inside else "",
        )
    first = root(token.text)
    near = [path for path in known if root(path) == first] if first in types else list(known)
    raise Misread("unknown-variable", token.at, f"There is no variable '{token.text}'", nearest(token.text, near))


_OVERLOAD = re.compile(r"<input>:1:(\d+): found no matching overload for '([^']*)' applied to '\(([^)]*)\)'")
_SYNTAX = re.compile(r"<input>:1:(\d+): Syntax error")
_WORDS = {
    "double": "an amount or percentage", "int": "a whole number", "bool": "true or false", "string": "text",
    "google.protobuf.Timestamp": "a date or time", "google.protobuf.Duration": "a number of days",
    "timestamp": "a date or time", "duration": "a number of days",
}  # fmt: skip


def _misread(text: str, error: str, used: list[Token], known: Mapping[str, Type]) -> Misread:
    """CEL's complaint in an admin's words."""
    if (match := _OVERLOAD.search(error)) is not None:
        at, sign = int(match.group(1)) - 1, match.group(2).strip("_@").strip("_") or "this"
        sides = [_WORDS.get(side.strip(), side.strip()) for side in match.group(3).split(",")]
        remedy = "compare values of the same kind"
        if {"double", "int"} == {side.strip() for side in match.group(3).split(",")}:
            amount = any(_is_double(known[token.text]) for token in used)
            remedy = "write amounts with a decimal point, such as 50.00" if amount else "write whole numbers, such as 3"
        message = f"'{sign}' cannot stand between {' and '.join(sides)}" if len(sides) > 1 else (
            f"'{sign}' cannot stand before {sides[0]}"
        )  # fmt: skip
        return Misread("condition", at, message, remedy)
    match = _SYNTAX.search(error)
    at = min(int(match.group(1)) - 1, max(len(text) - 1, 0)) if match else 0
    return Misread("condition", at, "This is not a condition", "write it as: owed.overdue > 0.00")


def _is_double(kind: Type) -> bool:
    return getattr(kind, "kind", "") in ("money", "percent")

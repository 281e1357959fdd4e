"""What a variable may hold, as far as the proof must know it: not how much, but which.

Whatever is found, given or handed out at some moment of a call is a `Made` with a number; a copy bears the same
number, a second asking another. So two amounts are the same amount exactly where their values here are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ivr.flow.names import variable
from ivr.values.changing import changed

Frozen = TypeVar("Frozen")


@dataclass(frozen=True)
class Made:
    """The result of one doing, or one answer of the caller."""

    number: int


@dataclass(frozen=True)
class Part:
    """A field of it: `total` of a price."""

    of: Made
    path: str


@dataclass(frozen=True)
class Written:
    """A text that stands in the flow, or one of the call's own values."""

    text: str


@dataclass(frozen=True)
class Agreed:
    """A consent: the prompt, the tongue it was heard in (see `tongues`), the figures it named, whose account it was."""

    number: int
    prompt: str
    tongue: int
    figures: tuple[tuple[str, Value | None], ...]
    account: Value | None


@dataclass(frozen=True)
class Handed:
    """What a run of a flow handed back, by name."""

    fields: tuple[tuple[str, Value | None], ...]


Value = Made | Part | Written | Agreed | Handed
Variables = tuple[tuple[str, Value], ...]
"""By name, sorted; those that decide nothing are left out (see `relevance`)."""


def altered(frozen: Frozen, **fields: object) -> Frozen:
    """With some fields changed; the hash that was kept of the old one (`_hash`) is not taken along."""
    made = changed(frozen, **fields)
    made.__dict__.pop("_hash", None)
    return made


def inside(value: Value | None, path: str) -> Value | None:
    """What stands behind a dot."""
    if not path or value is None:
        return value
    if isinstance(value, Made):
        return Part(value, path)
    if isinstance(value, Part):
        return Part(value.of, f"{value.path}.{path}")
    if isinstance(value, Handed):
        first, _, rest = path.partition(".")
        return inside(dict(value.fields).get(first), rest)
    return None


def renumbered(value: Value | None, number: Callable[[int], int]) -> Value | None:
    """The value with other numbers."""
    if isinstance(value, Made):
        return Made(number(value.number))
    if isinstance(value, Part):
        return Part(Made(number(value.of.number)), value.path)
    if isinstance(value, Agreed):
        own = number(value.number)
        figures = tuple((name, renumbered(each, number)) for name, each in value.figures)
        return Agreed(own, value.prompt, value.tongue, figures, renumbered(value.account, number))
    if isinstance(value, Handed):
        return Handed(tuple((name, renumbered(each, number)) for name, each in value.fields))
    return value


def numbers(value: Value | None) -> Iterator[int]:
    """Every number in it."""
    if isinstance(value, Made):
        yield value.number
    elif isinstance(value, Part):
        yield value.of.number
    elif isinstance(value, Agreed):
        yield value.number
        for _, each in (*value.figures, ("", value.account)):
            yield from numbers(each)
    elif isinstance(value, Handed):
        for _, each in value.fields:
            yield from numbers(each)


def read(text: str, variables: Variables, account: Value | None) -> Value | None:
    """What a flow writes, as a value; `account` is the one proven last. None: it is not set, or not known."""
    path = variable(text)
    if path is None:
        return Written(text)
    first, _, rest = path.partition(".")
    if path == "caller.account":
        return account
    if first in ("call", "caller"):
        return Written(text)
    return inside(dict(variables).get(first), rest)


def put(variables: Variables, name: str, value: Value | None) -> Variables:
    """The variables with one set anew, or no longer known."""
    kept = {**dict(variables)}
    kept.pop(name, None)
    if value is not None:
        kept[name] = value
    return tuple(sorted(kept.items(), key=lambda each: each[0]))

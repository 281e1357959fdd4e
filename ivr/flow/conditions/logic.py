"""What follows from a condition: which optional fields are there once it holds, or once it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.flow.conditions.faults import Misread
from ivr.flow.conditions.tokens import Token, tokens

_DEEPEST = 40
"""Parentheses and negations deeper than this are taken as one comparison, of which nothing follows."""


@dataclass(frozen=True)
class Atom:
    """A comparison, or a variable that is true or false by itself."""

    words: tuple[Token, ...]


@dataclass(frozen=True)
class Not:
    of: Logic


@dataclass(frozen=True)
class Joined:
    """Parts joined by `&&` (`every`) or by `||`."""

    parts: tuple[Logic, ...]
    every: bool


Logic = Atom | Not | Joined


def logic(text: str) -> Logic:
    """A condition's parts; of one that cannot be read, nothing follows."""
    try:
        return _parse(tokens(text), 0)
    except Misread:
        return Atom(())


def present(part: Logic, holds: bool) -> frozenset[str]:
    """The fields that are there when the condition holds (or does not): `owed.minimum` after `owed.has_minimum`."""
    if isinstance(part, Not):
        return present(part.of, not holds)
    if isinstance(part, Joined):
        found = [present(each, holds) for each in part.parts]
        return frozenset.union(*found) if part.every == holds else frozenset.intersection(*found)
    if holds and len(part.words) == 1 and part.words[0].kind == "name":
        first, dot, last = part.words[0].text.rpartition(".")
        if dot and last.startswith("has_"):
            return frozenset({f"{first}.{last.removeprefix('has_')}"})
    return frozenset()


def needed(part: Logic, known: frozenset[str]) -> Iterator[tuple[Token, frozenset[str]]]:
    """Every variable of a condition, with the fields known to be there when its comparison decides. In `a && b`, `b`
    decides only where `a` holds, whichever is written first."""
    if isinstance(part, Not):
        yield from needed(part.of, known)
    elif isinstance(part, Joined):
        for number, each in enumerate(part.parts):
            others = (other for at, other in enumerate(part.parts) if at != number)
            yield from needed(each, known.union(*(present(other, part.every) for other in others)))
    else:
        yield from ((word, known) for word in part.words if word.kind == "name")


def _parse(words: tuple[Token, ...], depth: int) -> Logic:
    if depth > _DEEPEST:
        return Atom(words)
    for sign, every in (("||", False), ("&&", True)):
        parts = _split(words, sign)
        if len(parts) > 1:
            return Joined(tuple(_parse(part, depth + 1) for part in parts), every)
    if len(words) > 1 and words[0].text == "!":
        return Not(_parse(words[1:], depth + 1))
    if len(words) > 2 and words[0].text == "(" and _closes(words) == len(words) - 1:
        return _parse(words[1:-1], depth + 1)
    return Atom(words)


def _split(words: tuple[Token, ...], sign: str) -> list[tuple[Token, ...]]:
    """The words between signs that stand outside all brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for word in words:
        depth += (word.text in ("(", "[")) - (word.text in (")", "]"))
        if word.kind == "sign" and word.text == sign and depth == 0:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]


def _closes(words: tuple[Token, ...]) -> int:
    """Where the bracket that opens first is closed."""
    depth = 0
    for at, word in enumerate(words):
        depth += (word.text == "(") - (word.text == ")")
        if depth == 0:
            return at
    return -1

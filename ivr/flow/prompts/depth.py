"""How deep prompts may be nested: in braces, and in each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ivr.flow.prompts.parts import Part

MAX_BRACES = 12
"""Deepest nesting of { }: the parser recurses, and an honest prompt nests twice."""
MAX_CHAIN = 20
"""Deepest chain of prompts that include each other: an honest one is two or three long."""


def chained(parts: Mapping[str, Iterable[Part]]) -> str | None:
    """A prompt in which others are nested too deep. Small circles are told at their place, by a rule."""
    into: dict[str, set[str]] = {}
    for name, each in parts.items():
        for piece in each:
            for reference in piece.references:
                into.setdefault(reference.name, set()).add(name)
    here = set(into)
    for _ in range(MAX_CHAIN):
        here = {name for of in here for name in into.get(of, ())}
    return min(here) if len(here) > MAX_CHAIN else None


def too_deep(text: str) -> int | None:
    """The offset of the brace that is nested too deep."""
    depth = 0
    for at, character in enumerate(text):
        depth = depth + 1 if character == "{" else max(depth - 1, 0) if character == "}" else depth
        if depth > MAX_BRACES:
            return at
    return None

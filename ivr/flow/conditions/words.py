"""Enumerations in conditions: `plan.kind == 'instalment'` with a word that `plan.kind` never is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.conditions.faults import Misread
from ivr.flow.conditions.tokens import Token
from ivr.flow.types import Choice, Type
from ivr.marks import nearest


def refuse_unknown_words(found: tuple[Token, ...], leaves: Mapping[str, Type]) -> None:
    """Raises Misread for the first word that an enumeration does not have."""
    for name, word in _compared(found):
        kind = leaves.get(name.text)
        if isinstance(kind, Choice) and word.word not in kind.values:
            raise Misread(
                "unknown-word", word.at, f"'{name.text}' is never '{word.word}'", nearest(word.word, kind.values)
            )


def _compared(found: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    """Each (variable, text) that stand on the two sides of ==, != or in."""
    for number in range(1, len(found) - 1):
        left, sign, right = found[number - 1 : number + 2]
        if sign.text in ("==", "!="):
            if left.kind == "name" and right.kind == "text":
                yield left, right
            elif left.kind == "text" and right.kind == "name":
                yield right, left
        elif sign.text == "in" and left.kind == "name" and right.text == "[":
            for token in found[number + 2 :]:
                if token.text == "]":
                    break
                if token.kind == "text":
                    yield left, token

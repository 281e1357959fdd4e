"""What callers make of what they hear: which prompt it was, in whatever language, and the amounts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from fluent.syntax import ast

from ivr.flow.prompts.catalogue import catalogue

_AMOUNT = re.compile(r"\d[\d,]*\.\d{2}")
_HEARD = ("no_input", "no_input-2", "no_match", "no_match-2")
_NEVER = ("line-spoken-digits", "line-shortcuts", "text-", "-")


class Ears:
    """Tells prompts by those pieces of their text that are always the same."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._told: dict[tuple[str, str], str] = {}
        for file, content in files.items():
            if file.startswith("prompts/"):
                language = file.removeprefix("prompts/").removesuffix(".ftl")
                self._known[language] = sorted(_pieces(content, file, language), key=lambda each: -_length(each[0]))

    def prompt(self, text: str, language: str) -> str:
        """The prompt that was said: of those all of whose pieces are in it, one after the other, the longest; "" for
        one that is not known. A `language` that the line has not, as of its apologies, may be any."""
        known = self._told.get((text, language))
        if known is None:
            tongues = [language] if language in self._known else list(self._known)
            fitting = (prompt for tongue in tongues for pieces, prompt in self._known[tongue] if _has(text, pieces))
            known = self._told[text, language] = next(fitting, "")
        return known


def _has(text: str, pieces: tuple[str, ...]) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _length(pieces: tuple[str, ...]) -> int:
    return sum(map(len, pieces))


def amounts(text: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in _AMOUNT.findall(text)]


def _pieces(content: bytes, file: str, language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    read, _ = catalogue(content, file, language)
    for prompt, entry in read.entries.items():
        if prompt.startswith(_NEVER):
            continue
        for attribute, part in entry.parts.items():
            if attribute is None or attribute in _HEARD:
                fixed = (each.value for each in part.pattern.elements if isinstance(each, ast.TextElement))
                pieces = tuple(piece for each in fixed if (piece := " ".join(each.split())))
                if _length(pieces) > (2 if language.startswith("zh") else 4):
                    yield pieces, prompt

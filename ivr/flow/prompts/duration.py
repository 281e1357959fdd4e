"""How long a prompt takes to hear: an estimate, for telling a prompt that is too long for the ear.

Letters per second are those of people reading aloud (Trauzettel-Klosinski and Dietz, "Standardized Assessment of
Reading Performance: The New International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science
53, 2012: English 987 letters a minute, Spanish 1025, Chinese 255, the mean of 17 languages 863), with the pauses of a
voice beside them: an estimate on the long side of what telephone voices take.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fluent.syntax import ast

from ivr.flow.prompts.catalogue import Catalogue

_LETTERS_A_MINUTE = {"en": 987, "es": 1025, "zh": 255}
_OTHERS = 863
_SHORT_PAUSE, _LONG_PAUSE = 0.25, 0.5
"""Seconds at a comma, and at the end of a sentence."""
_DIGIT, _FILLED_IN = 0.35, 1.5
"""Seconds of a digit said by itself, and of an amount, a date or another value of which nothing is known yet."""
_DEEPEST = 20
_SHORT, _LONG = re.compile(r"[,;:，、；：]"), re.compile(r"[.!?。！？]+(?=\s|$|[^\d])")


@lru_cache(maxsize=8192)
def seconds(text: str, language: str) -> float:
    """How long a text takes to say in a language (a tag such as en-US)."""
    rate = _LETTERS_A_MINUTE.get(language.partition("-")[0], _OTHERS) / 60
    letters = sum(each.isalpha() for each in text)
    digits = sum(each.isdecimal() for each in text)
    return (
        letters / rate
        + digits * _DIGIT
        + len(_SHORT.findall(text)) * _SHORT_PAUSE
        + len(_LONG.findall(text)) * _LONG_PAUSE
    )


def longest(catalogue: Catalogue, prompt: str, attribute: str | None = None) -> float:
    """How long a prompt, or an attribute of it, may take: with its longest variants, and values of ordinary length."""
    part = catalogue.part(prompt, attribute)
    return _pattern(catalogue, part.pattern, 0) if part is not None else 0.0


def _pattern(catalogue: Catalogue, pattern: ast.Pattern, depth: int) -> float:
    text = "".join(each.value for each in pattern.elements if isinstance(each, ast.TextElement))
    filled = [each.expression for each in pattern.elements if isinstance(each, ast.Placeable)]
    return seconds(text, catalogue.language) + sum(_expression(catalogue, each, depth) for each in filled)


def _expression(
    catalogue: Catalogue, expression: ast.InlineExpression | ast.Placeable | ast.SelectExpression, depth: int
) -> float:
    if depth > _DEEPEST:  # prompts that include themselves are complained of elsewhere
        return 0.0
    if isinstance(expression, ast.SelectExpression):
        return max((_pattern(catalogue, each.value, depth + 1) for each in expression.variants), default=0.0)
    if isinstance(expression, ast.Placeable):
        return _expression(catalogue, expression.expression, depth + 1)
    if isinstance(expression, ast.MessageReference | ast.TermReference):
        name = f"-{expression.id.name}" if isinstance(expression, ast.TermReference) else expression.id.name
        part = catalogue.part(name, expression.attribute.name if expression.attribute is not None else None)
        return _pattern(catalogue, part.pattern, depth + 1) if part is not None else 0.0
    if isinstance(expression, ast.StringLiteral | ast.NumberLiteral):
        return seconds(expression.value, catalogue.language)
    return _FILLED_IN

"""What a step expects to hear: a fragment, a pattern, or the whole of what was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["fragment", "pattern", "exactly"]

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " "})


def plain_text(text: str) -> str:
    """`text` with runs of white space as one space, typographic quotes and spaces as the keyboard's, and letters
    composed (NFC), so that a tester need not know how the line spells them."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


@dataclass(frozen=True)
class Expectation:
    """One thing to be heard.

    `fragment`: the text stands somewhere in what is said; case and the amount of white space do not count.
    `pattern`: a Python regular expression is found in it, whatever the case; white space in what is said is single
    spaces. `exactly`: all that was said since the caller's last input is this text, case and white space aside.
    """

    text: str
    how: How = "fragment"

    def expression(self) -> re.Pattern[str]:
        """The expectation as a compiled expression to be searched for in `plain_text`."""
        if self.how == "pattern":
            return re.compile(self.text, re.IGNORECASE)
        words = plain_text(self.text).split(" ")
        return re.compile(r"\s+".join(re.escape(word) for word in words), re.IGNORECASE)

    def __str__(self) -> str:
        return {"fragment": "", "pattern": "pattern ", "exactly": "exactly "}[self.how] + f'"{self.text}"'


def expectations(written: object) -> tuple[Expectation, ...]:
    """From what a tester wrote: text, `{pattern: ...}`, `{exactly: ...}`, or a list of these, to be met in this order.

    Raises ValueError with the remedy in its words.
    """
    if isinstance(written, (tuple, list)):
        if not written:
            raise ValueError("an empty list expects nothing: write the text to be heard")
        return tuple(_one(item) for item in written)
    return (_one(written),)


def _one(written: object) -> Expectation:
    if isinstance(written, Expectation):
        return written
    if isinstance(written, str):
        if not written.strip():
            raise ValueError("empty text is always heard: write the text to be heard")
        return Expectation(written)
    if isinstance(written, Mapping) and len(written) == 1:
        ((how, text),) = written.items()
        if not isinstance(text, str):
            raise ValueError(f"'{how}' takes one text")
        if how == "pattern":
            return Expectation(_compiles(text), "pattern")
        if how == "exactly":
            return Expectation(text, "exactly")
        raise ValueError(f"there is no '{how}' here: write text, {{pattern: ...}} or {{exactly: ...}}")
    raise ValueError("write text, {pattern: ...}, {exactly: ...}, or a list of these")


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"this pattern is not a regular expression: {error}") from error
    return text


def pattern(written: str) -> str:
    """A regular expression that compiles, as written; raises ValueError otherwise."""
    return _compiles(written)

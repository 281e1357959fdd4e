"""digits, number, account, code: rows of digits, keyed or said."""

from __future__ import annotations

import unicodedata

from ivr.engine.answers.kind import AnswerKind
from ivr.engine.matching import fold, spaceless
from ivr.engine.walk import Walk
from ivr.flow.types import ACCOUNT, DIGITS, NUMBER

LONGEST = 32
"""Digits in a row that are still an answer."""


def said_digits(text: str, walk: Walk) -> str | None:
    """`1 2 3`, `12-34`, `one two three`, `一二三` as digits; None when anything else is said with them.

    The words are the line's: `line-spoken-digits` with `.hear-0` to `.hear-9`.
    """
    words = {fold(word): str(n) for n in range(10) for word in walk.words("line-spoken-digits", f"hear-{n}")}
    digits = ""
    for token in fold(text).split():
        read = words.get(token) or _row(token, words)
        if read is None:
            return None
        digits += read
    return digits if 0 < len(digits) <= LONGEST else None


def _row(token: str, words: dict[str, str]) -> str | None:
    """A token of digits, or of signs that are a digit each."""
    if token.isdecimal():
        return "".join(str(unicodedata.decimal(c)) for c in token)
    signs = [words.get(c) or (c if c in "0123456789" else None) for c in token] if spaceless(token) else [None]
    return "".join(sign for sign in signs if sign) if all(signs) else None


def keyed_digits(keys: str, _walk: Walk) -> str | None:
    return keys if keys.isascii() and keys.isdigit() and len(keys) <= LONGEST else None


def _keyed_number(keys: str, walk: Walk) -> int | None:
    digits = keyed_digits(keys, walk)
    return int(digits) if digits is not None and len(digits) <= 15 else None


def _said_number(text: str, walk: Walk) -> int | None:
    digits = said_digits(text.replace(",", ""), walk)
    return int(digits) if digits is not None and len(digits) <= 15 else None


def _said_account(text: str, walk: Walk) -> str | None:
    """Digits; or a word of letters and digits, as a recogniser writes `A 12-34`."""
    digits = said_digits(text, walk)
    if digits is not None:
        return digits
    row = "".join(c for c in text if c.isalnum() and c.isascii()).upper()
    return row if any(c.isdigit() for c in row) and sum(c.isalpha() for c in row) <= 3 else None


ROW = AnswerKind(DIGITS, keyed_digits, said_digits)
COUNT = AnswerKind(NUMBER, _keyed_number, _said_number)
ACCOUNT_NUMBER = AnswerKind(ACCOUNT, keyed_digits, _said_account)

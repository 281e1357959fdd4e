"""Text in flows as values: `min: 5.00` for money is Money, `channel: text` stays a word.

The checker and the engine read such text with the same function, so that what passes the check has a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ivr.flow.types import BOOLEAN, MONEY, NUMBER, Choice, Kind, Single, Type, Value, describe
from ivr.marks import nearest
from ivr.values import Money

_FORMS: dict[Kind, tuple[str, str]] = {
    Kind.MONEY: (r"-?\d{1,12}(\.\d{1,4})?", "an amount such as 25.00"),
    Kind.DATE: (r"\d{4}-\d{2}-\d{2}", "a date such as 2026-12-24"),
    Kind.NUMBER: (r"-?\d{1,9}", "a whole number"),
    Kind.PERCENT: (r"-?\d{1,9}(\.\d{1,6})?", "a number such as 4.5"),
    Kind.BOOLEAN: (r"true|false", "true or false"),
    Kind.DIGITS: (r"\d+", "digits, such as 4001"),
    Kind.ACCOUNT: (r"\d+", "an account number"),
    Kind.PHONE: (r"\+\d{7,15}", "a telephone number such as +12025550123"),
    Kind.EMAIL: (r"[^@\s]+@[^@\s]+", "an e-mail address"),
    Kind.NAME: (r".+", "a name"),
    Kind.TEXT: (r"(?s).*", "text"),
    Kind.REFERENCE: (r"[A-Za-z0-9-]+", "a reference of letters and digits"),
    Kind.PROMPT: (r"[a-z][a-z0-9-]*", "the id of a prompt"),
    Kind.QUEUE: (r"[a-z][a-z0-9_]*", "the name of a queue"),
}


class NotOfType(ValueError):  # noqa: N818 - says what the text is
    """The text is not of the type; the message and the remedy are in an admin's words."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


def from_text(text: str, kind: Type, currency: str) -> Value:
    """The value that `text` stands for where a value of type `kind` is wanted. Raises NotOfType."""
    if isinstance(kind, Choice):
        if text not in kind.values:
            raise NotOfType(f"'{text}' is not one of the words for {kind.name}", nearest(text, kind.values))
        return text
    if not isinstance(kind, Single):
        raise NotOfType(f"'{text}' is text", f"{describe(kind)} comes only from a step: write it as $variable")
    return _single(text, kind.kind, currency)


def _single(text: str, kind: Kind, currency: str) -> Value:
    if kind not in _FORMS:  # cards, consents and moments are never written down
        raise NotOfType(f"'{text}' is text", f"a {kind} comes only from a step: write it as $variable")
    pattern, words = _FORMS[kind]
    if not re.fullmatch(pattern, text):
        raise NotOfType(f"'{text}' is not {words}")
    try:
        if kind is Kind.MONEY:
            return Money.of(text, currency)
        if kind is Kind.DATE:
            return date.fromisoformat(text)
    except ValueError as error:  # an amount finer than a cent, the thirtieth of February
        raise NotOfType(f"'{text}' is not {words}") from error
    if kind is Kind.NUMBER:
        return int(text)
    if kind is Kind.PERCENT:
        return Decimal(text)
    return text == "true" if kind is Kind.BOOLEAN else text


def type_of(name: str, texts: Sequence[str]) -> Type:
    """The type of a variable that is only ever given text: numbers, amounts or true and false where all of it is
    written so; else an enumeration of the words given."""
    for pattern, kind in _WRITTEN:
        if all(pattern.fullmatch(text) for text in texts):
            return kind
    return Choice(name, tuple(dict.fromkeys(texts)))


_WRITTEN: tuple[tuple[re.Pattern[str], Type], ...] = (
    (re.compile(r"0|-?[1-9]\d{0,8}"), NUMBER),
    (re.compile(r"\d{1,9}\.\d{2}"), MONEY),
    (re.compile(r"true|false"), BOOLEAN),
)


def fits(text: str, kind: Type, currency: str) -> bool:
    """Whether the text can be a value of the type."""
    try:
        from_text(text, kind, currency)
    except NotOfType:
        return False
    return True

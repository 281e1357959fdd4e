"""Telephone numbers as callers and carriers give them."""

from __future__ import annotations

import phonenumbers

WITHHELD = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
"""What carriers send for a caller who gives no number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, spelt
on a keypad (only the first was seen in a real capture)."""


def caller_number(field: str | None) -> str | None:
    """The caller's number in E.164 from a webhook's From, or None when there is none to trust as a number.

    Withheld callers, `anonymous`, `client:` names and `sip:` addresses have none.
    """
    if not field or field in WITHHELD or not field.startswith("+"):
        return None
    return field if field[1:].isascii() and field[1:].isdigit() and 7 <= len(field) <= 16 else None


def parse_number(text: str, country: str) -> str | None:
    """A number a person said or keyed, as E.164, or None if it is not a possible, valid number.

    `country` is the ISO 3166 region whose national format is understood.
    """
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    formatted: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return formatted


def last_digits(number: str, count: int = 4) -> str:
    """The last digits, for saying which telephone a text went to."""
    return "".join(character for character in number if character.isdigit())[-count:]

"""Payment cards as <Pay> checks them, and what a payment connector makes of them here.

Nothing in this module leaves the telephone but a masked number and a token: a keyed hash under a key that is made
afresh with every process and kept by nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date

_KEY = secrets.token_bytes(32)

OUTCOMES = {
    "4000000000000002": "declined",
    "4000000000009995": "insufficient",
    "4000000000000119": "unknown",
}
"""Test cards (Stripe's numbers) whose token tells a processor's stand-in what to do; every other card's says `ok`."""
CONNECTOR_FAILS = "4000000000000101"
"""With this card the payment connector itself fails."""
TEST_CARDS = frozenset(
    {*OUTCOMES, CONNECTOR_FAILS, "4242424242424242", "4111111111111111", "5555555555554444", "378282246310005"}
)
"""Numbers that are nobody's, and may be written into a transcript."""

TYPES = ("visa", "mastercard", "amex", "maestro", "discover", "optima", "jcb", "diners-club", "enroute")
"""Twilio's names (twilio.com/docs/voice/twiml/pay, validCardTypes)."""

_PREFIXES: tuple[tuple[str, int, int], ...] = (
    ("amex", 34, 34),
    ("amex", 37, 37),
    ("jcb", 3528, 3589),
    ("diners-club", 300, 305),
    ("diners-club", 36, 36),
    ("diners-club", 38, 39),
    ("enroute", 2014, 2014),
    ("enroute", 2149, 2149),
    ("mastercard", 51, 55),
    ("mastercard", 2221, 2720),
    ("discover", 6011, 6011),
    ("discover", 644, 649),
    ("discover", 65, 65),
    ("maestro", 50, 50),
    ("maestro", 56, 69),
    ("visa", 4, 4),
)
_LENGTHS = {"visa": (13, 16, 19), "mastercard": (16,), "amex": (15,), "discover": (16, 19), "diners-club": (14, 16)}


def card_type(number: str) -> str | None:
    """Whose card it is, by its first digits (ISO/IEC 7812); None if nobody's."""
    for name, first, last in _PREFIXES:
        digits = len(str(first))
        if len(number) >= digits and first <= int(number[:digits]) <= last:
            return name
    return None


def well_formed(number: str) -> bool:
    """Whether the number has a length its kind has, and the right check digit (Luhn)."""
    kind = card_type(number)
    if kind is None or len(number) not in _LENGTHS.get(kind, range(12, 20)):
        return False
    total = 0
    for place, character in enumerate(reversed(number)):
        digit = int(character) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def expires_after(expiry: str, today: date) -> bool | None:
    """Whether a card with expiry MMYY may still be used today (to the end of its month); None if it is no date."""
    if len(expiry) != 4 or not expiry.isdecimal() or not 1 <= int(expiry[:2]) <= 12:
        return None
    return (2000 + int(expiry[2:]), int(expiry[:2])) >= (today.year, today.month)


def masked(number: str) -> str:
    """As in real requests: xxxxxxxxxxxx1111."""
    return "x" * (len(number) - 4) + number[-4:]


def token(number: str) -> str:
    """`tok_ok_...`, `tok_declined_...`, `tok_insufficient_...` or `tok_unknown_...`: the same for the same card as
    long as this telephone runs, and of no use for finding it."""
    digest = hmac.new(_KEY, number.encode(), hashlib.sha256).hexdigest()
    return f"tok_{OUTCOMES.get(number, 'ok')}_{digest[:24]}"

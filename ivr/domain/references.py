"""Confirmation and case numbers: short, easy to say and hear, with a check character.

Seventeen characters that sound unlike each other in English and Spanish: no 0 or 1 (O, I), no vowels but none needed
(no words), one letter of each group that rhymes (K of A-H-J-K is kept from 8 by its start, M of M-N, F of F-S, none of
B-C-D-E-G-P-T-V-Z). Seventeen is prime: with the weights below, any one wrong character and any two neighbours
swapped are noticed (the scheme of ISO 7064 with another modulus).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

ALPHABET = "23456789FHKMQRWXY"
LENGTH = 7
"""Six characters and a check: 17^6 is 24 million numbers."""


def check_character(body: str) -> str:
    """The last character of a number whose other characters are `body`. Raises ValueError for a foreign character."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, 2))
    return ALPHABET[-total % len(ALPHABET)]


def is_reference(text: str) -> bool:
    """Whether this can be one of our numbers: right length, characters and check."""
    if len(text) != LENGTH or any(character not in ALPHABET for character in text):
        return False
    return check_character(text[:-1]) == text[-1]


def reference(draw: str, kind: str, taken: Callable[[str], bool]) -> str:
    """A number nobody has yet. From `draw` alone, so that the same turn done again gives the same number."""
    for attempt in range(1000):
        digest = hashlib.sha256(f"{kind}/{draw}/{attempt}".encode()).digest()
        value, body = int.from_bytes(digest, "big"), ""
        for _ in range(LENGTH - 1):
            value, place = divmod(value, len(ALPHABET))
            body += ALPHABET[place]
        made = body + check_character(body)
        if not taken(made):
            return made
    raise RuntimeError("a thousand numbers in a row were taken")

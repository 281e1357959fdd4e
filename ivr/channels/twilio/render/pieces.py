"""Long speech in pieces that Twilio takes."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

MOST_CHARACTERS = 3000
MOST_ENCODED = 4500
"""The least of Twilio's limits for one <Say>: 3000 characters for Polly voices (4096 for basic ones), and 4500 when
URL-encoded, which a Chinese text reaches at 500 characters (https://www.twilio.com/docs/api/errors/13521)."""
MOST_OF_ONE = 12
"""Characters that one becomes at most when URL-encoded: four bytes of UTF-8, three characters each."""

_ENDS = (".!?。！？", ";:；：,，、", " \t\n\u3000")
"""Where speech may be cut, best first: sentences, clauses, words."""


def pieces(text: str) -> Iterator[str]:
    """`text` cut where it hurts least, none of it lost but white space at the cuts; nothing for a blank text."""
    rest = text.strip()
    while rest:
        fits = _fitting(rest)
        cut = len(rest) if fits == len(rest) else _best_cut(rest[:fits])
        piece, rest = rest[:cut].strip(), rest[cut:].strip()
        if piece:
            yield piece


def _fitting(text: str) -> int:
    """How many characters from the beginning are within both limits."""
    if len(text) * MOST_OF_ONE <= MOST_ENCODED:
        return len(text)
    encoded = 0
    for index, character in enumerate(text[:MOST_CHARACTERS]):
        encoded += len(quote_plus(character))
        if encoded > MOST_ENCODED:
            return index
    return min(len(text), MOST_CHARACTERS)


def _best_cut(text: str) -> int:
    """Behind the last sentence of `text`; a cut in its first half wastes too much, so then the next best."""
    for ends in _ENDS:
        cut = max(text.rfind(end) for end in ends) + 1
        if cut > len(text) // 2:
            return cut
    return len(text)

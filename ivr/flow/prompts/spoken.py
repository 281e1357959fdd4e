"""What callers may say: the words of `.hear-...`, and when two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COMMA = re.compile(r"\s*[,，、;；]\s*")


@lru_cache(maxsize=4096)
def phrases(text: str) -> tuple[str, ...]:
    """The words between commas of any script."""
    return tuple(" ".join(word.split()) for word in _COMMA.split(text) if word.strip())


@lru_cache(maxsize=4096)  # every menu is held against the words of every shortcut
def fold(text: str) -> str:
    """Without case, accents, punctuation and spare spaces, as the engine compares what it hears."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())

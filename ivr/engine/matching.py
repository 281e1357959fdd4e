"""Which of a few things was said: whole utterances first, then close ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

CLOSE = 0.8
"""The least likeness (0 to 1) of a close match; `listen.confidence` may only raise it. Below it, `balance` would be
taken for `banana` (0.61)."""
LEAD = 0.1
"""How much liker it must be than the next other thing: closer calls are asked again, not guessed."""
LONGEST = 8
"""Words of an utterance in which a phrase is still looked for: what is longer is a story, not a choice."""


def fold(text: str) -> str:
    """Without case, accents, punctuation and spare spaces: recognisers differ in all of them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


_known = lru_cache(maxsize=4096)(fold)
"""`fold` of the line's own phrases. Not of what callers say: that may be a secret, and is kept nowhere."""


def whole(said: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The one whose words are exactly what was said; None when there is none, or more than one."""
    utterance = fold(said)
    found = {
        key for key, phrases in words.items() if utterance and any(_known(phrase) == utterance for phrase in phrases)
    }
    return found.pop() if len(found) == 1 else None


def close(said: str, words: Mapping[str, Sequence[str]], confidence: float) -> str | None:
    """The one whose words are most like what was said, if that is like enough and no other is about as like. A phrase
    that stands whole in a short utterance counts ("the minimum, please")."""
    utterance = fold(said)
    scores = {
        key: max((_likeness(utterance, _known(phrase)) for phrase in phrases), default=0.0)
        for key, phrases in words.items()
    }
    ranked = sorted(scores.items(), key=lambda item: item[1], reverse=True)
    if not ranked or ranked[0][1] < max(CLOSE, confidence):
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < LEAD:
        return None
    return ranked[0][0]


def made_of(said: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The one of whose phrases, and nothing else, the utterance is made ("yes, yes, that's right").

    For yes and no, where one word more turns the meaning round: "that's not right" is very like "that's right"."""
    utterance = fold(said)
    found = [key for key, phrases in words.items() if _covered(utterance, [_known(phrase) for phrase in phrases])]
    return found[0] if utterance and len(found) == 1 else None


def _covered(rest: str, phrases: Sequence[str]) -> bool:
    if not rest:
        return True
    for phrase in phrases:
        after = rest.removeprefix(phrase)
        ends = after != rest and (not after or after[0] == " " or spaceless(phrase))
        if ends and len(rest) <= 4 * LONGEST and _covered(after.lstrip(), phrases):
            return True
    return False


def _likeness(utterance: str, phrase: str) -> float:
    if not utterance or not phrase:
        return 0.0
    if _stands_in(utterance, phrase):
        return 0.95
    return fuzz.ratio(utterance, phrase) / 100


def _stands_in(utterance: str, phrase: str) -> bool:
    if spaceless(phrase):  # Chinese and Japanese write no spaces; a single sign is in too many words
        return len(phrase) > 1 and len(utterance) <= 4 * LONGEST and phrase in utterance
    return len(utterance.split()) <= LONGEST and f" {phrase} " in f" {utterance} "


def spaceless(text: str) -> bool:
    """Whether it is written in a script without spaces between words."""
    return any("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in text)

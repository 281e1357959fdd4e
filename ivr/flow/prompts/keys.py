"""The keys a text tells callers to press, in the languages we know the words of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = "*＊", "#＃"


@dataclass(frozen=True)
class Words:
    """A language's words: `press` comes before keys; `keys` by the word; `between` parts of a list of them."""

    press: str
    keys: Mapping[str, str]
    between: str
    glued: bool = False
    """Written without spaces between words."""


def _numbered(*words: str) -> dict[str, str]:
    return {word: str(number) for number, word in enumerate(words)}


_WORDS: Mapping[str, Words] = {
    "en": Words(
        r"press(?:ing)?|push|hit|dial",
        {
            **_numbered("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            **dict.fromkeys(("star", "asterisk"), "star"),
            **dict.fromkeys(("pound", "hash"), "pound"),
        },
        r",|or|and|and then|then|key|the|the key|button|number",
    ),
    "es": Words(
        r"oprim[ae]|oprimir|presion[ae]|presionar|puls[ae]|pulsar|marque|marcar|apriete|tecla|teclee",
        {
            **_numbered("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
            "asterisco": "star",
            **dict.fromkeys(("numeral", "gato", "almohadilla", "tecla de número"), "pound"),
        },
        r",|o|y|y después|y luego|el|la|tecla|la tecla|número|el número",
    ),
    "zh": Words(
        r"按下?|键入",
        {
            **_numbered("零", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
            **dict.fromkeys(("星号", "米字"), "star"),
            **dict.fromkeys(("井号", "井字"), "pound"),
        },
        r"[,，、]|或者?|和|再按|键|号键|字键|数字",
        glued=True,
    ),
}


def known(language: str) -> bool:
    """Whether we know the language's words for keys."""
    return language.partition("-")[0] in _WORDS


@lru_cache(maxsize=4096)
def pressed(text: str, language: str) -> tuple[str, ...]:
    """The keys that the text says to press ("press 1 or star"), in the order they are named; none where the language
    is not known. Other numbers (days, amounts, years) are no keys."""
    words = _WORDS.get(language.partition("-")[0])
    if words is None:
        return ()
    found: list[str] = []
    folded = text.casefold()
    for match in re.finditer(_bounded(words.press, words), folded):
        found += _listed(folded[match.end() :], words)
    return tuple(found)


@lru_cache(maxsize=4096)
def named(text: str, key: str, language: str) -> bool:
    """Whether a key is named in the text at all, as a digit or a word; where the language is not known, true."""
    words = _WORDS.get(language.partition("-")[0])
    if words is None:
        return True
    own = [word for word, of in words.keys.items() if of == key]
    digit = rf"(?<![\d.,]){key}(?!\d|[.,]\d)" if key.isdigit() else "|".join(map(re.escape, _sign(key)))
    spelt = "|".join(_bounded(re.escape(word), words) for word in own)
    return re.search(f"{digit}|{spelt}", text.casefold()) is not None


def _sign(key: str) -> str:
    return _SIGNS[0] if key == "star" else _SIGNS[1]


def _listed(rest: str, words: Words) -> list[str]:
    """The keys right at the beginning: `1`, `1, 2 or 3`, `star and then 0`."""
    found: list[str] = []
    key = "|".join([r"\d(?![\d.,]*\d)", "[*＊#＃]", *(_bounded(re.escape(word), words) for word in words.keys)])
    step = re.compile(rf"\s*(?:(?:{_bounded(words.between, words)}|,)\s*)*({key})")
    while (match := step.match(rest)) is not None:
        word = match.group(1)
        found.append("star" if word in _SIGNS[0] else "pound" if word in _SIGNS[1] else words.keys.get(word, word))
        rest = rest[match.end() :]
    return found


def _bounded(pattern: str, words: Words) -> str:
    """The pattern as words of their own, where the script parts words."""
    return f"(?:{pattern})" if words.glued else rf"(?:(?<!\w)(?:{pattern})(?!\w))"

"""date: eight keys in the order of the caller's language, or a date as it is said."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import get_date_format, get_month_names

from ivr.engine.answers.kind import AnswerKind
from ivr.engine.walk import Walk
from ivr.flow.types import DATE, Value

_KEYS = {"y": 4, "M": 2, "d": 2}


@cache
def order(language: str) -> str:
    """The parts of a short date in their order: `Mdy` in en-US, `dMy` in es-US, `yMd` in zh-CN."""
    pattern = get_date_format("short", Locale.parse(language, sep="-")).pattern
    return "".join(dict.fromkeys(c for c in pattern if c in _KEYS))


@cache
def _months(language: str) -> tuple[tuple[str, int], ...]:
    """The names of the months, the longest first: `十二月` holds `二月`."""
    locale = Locale.parse(language, sep="-")
    names = {
        unicodedata.normalize("NFKC", name).casefold().rstrip("."): month
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, locale).items()
    }
    return tuple(sorted(names.items(), key=lambda item: len(item[0]), reverse=True))


def _keyed(keys: str, walk: Walk) -> date | None:
    if not re.fullmatch("[0-9]{8}", keys):
        return None
    parts, at = {}, 0
    for part in order(walk.state.language):
        parts[part] = int(keys[at : at + _KEYS[part]])
        at += _KEYS[part]
    return _date(parts["y"], parts["M"], parts["d"])


def _said(text: str, walk: Walk) -> date | None:
    """`February 29th, 1980`, `29 de febrero de 1980`, `1980年2月29日`, `2/29/1980`, or eight digits. The year has four
    digits: one of two would be a guess."""
    said = unicodedata.normalize("NFKC", text).casefold()
    numbers = re.findall("[0-9]+", said)
    if len(numbers) == 1 and len(numbers[0]) == 8:
        return _keyed(numbers[0], walk)
    years = [number for number in numbers if len(number) == 4]
    if len(years) != 1 or any(len(number) not in (1, 2, 4) for number in numbers):
        return None
    if len(numbers) == 3:
        first_is_year = numbers[0] in years
        parts = dict(zip("yMd" if first_is_year else order(walk.state.language), map(int, numbers), strict=True))
        return _date(parts["y"], parts["M"], parts["d"]) if len(str(parts["y"])) == 4 else None
    month = _month(said, walk.state.language)
    if len(numbers) != 2 or month is None:
        return None
    [day] = [number for number in numbers if number not in years]
    return _date(int(years[0]), month, int(day))


def _month(said: str, language: str) -> int | None:
    for name, month in _months(language):
        if name.isascii() and re.search(rf"\b{re.escape(name)}\b", said):
            return month
        if not name.isascii() and name in said:
            return month
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _text(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


DAY = AnswerKind(DATE, _keyed, _said, most_keys=8, text=_text)

"""The functions of prompts: DIGITS($x) and SPELL($x) for how a text is said; DATE, TIME and WEEKDAY for moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from ivr.flow.prompts.sounds import Counted, Said, spaced
from ivr.flow.types import Value

FUNCTIONS = frozenset({"DIGITS", "SPELL", "DATE", "TIME", "WEEKDAY", "NUMBER"})
"""All that prompts may call."""

Function = Callable[[Any], Any]
"""Fluent's own annotation asks for its types and takes any text."""


def functions(locale: Locale, zone: ZoneInfo) -> dict[str, Function]:
    """The functions in one language. NUMBER is Fluent's own."""

    def moment(given: object) -> date:
        value = _raw(given)
        if isinstance(value, datetime):
            return value.astimezone(zone)
        if isinstance(value, date):
            return value
        raise TypeError(f"{given!r} is not a date or a time")

    def clock(given: object) -> str:
        value = moment(given)
        if not isinstance(value, datetime):
            raise TypeError(f"{given!r} is a date: it has no time")
        return Said(format_time(value, "short", locale=locale), value)

    return {
        "DIGITS": _letters,
        "SPELL": _letters,
        "DATE": lambda given: Said(format_date(moment(given), "long", locale=locale), ""),
        "TIME": clock,
        "WEEKDAY": lambda given: Said(format_date(moment(given), "EEEE", locale=locale), ""),
    }


def _raw(given: object) -> Value | object:
    return given.raw if isinstance(given, Said | Counted) else given


def _letters(given: object) -> str:
    text = str(_raw(given))
    return Said(spaced(text), text)

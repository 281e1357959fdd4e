"""How values sound: the type decides, in the caller's language.

A number, an amount and a percentage stay numbers behind their sound, so that a prompt may choose by them
(`{ $price-fee -> [0] free of charge *[other] ... }`); every other value is a text with its raw form behind it, for
DIGITS() and SPELL().
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from fluent.runtime.types import FluentFloat

from ivr.flow.faults import PromptFault
from ivr.flow.types import Kind, Single, Type, Value
from ivr.values import Money


class Said(str):
    """A text as it is spoken, with what it was before."""

    __slots__ = ("raw",)
    raw: Value

    def __new__(cls, sound: str, raw: Value) -> Said:
        made = super().__new__(cls, sound)
        made.raw = raw
        return made


class Counted(FluentFloat):
    """A number as it is spoken; prompts choose their plural forms by it."""

    sound: str
    raw: Value

    @classmethod
    def of(cls, number: int | Decimal, sound: str, raw: Value) -> Counted:
        made = cls(float(number))
        made.sound, made.raw = sound, raw
        return made

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - Fluent's own; the sound was made with it
        return self.sound


def spaced(text: str) -> str:
    """Letter by letter, digit by digit: `R-4001` is `R 4 0 0 1`."""
    return " ".join(character for character in text if character.isalnum())


def money(value: Money, locale: Locale) -> str:
    """`$1,234.50` where the language writes it with a sign that speech knows; else with the currency's name:
    Chinese would have `US$1,234.50`, which a voice reads as letters, and gets `1,234.50美元`."""
    spelt = any(character.isalpha() for character in get_currency_symbol(value.currency, locale))
    return format_currency(value.amount, value.currency, locale=locale, format_type="name" if spelt else "standard")


def phone(number: str, country: str) -> str:
    """Digit by digit in the groups people know, with the country's code only for another country."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return spaced(number)
    at_home = phonenumbers.region_code_for_number(parsed) == country or (
        parsed.country_code == phonenumbers.country_code_for_region(country)
    )
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return ", ".join(spaced(group) for group in re.findall(r"\d+", phonenumbers.format_number(parsed, form)))


def kind_of(value: Value) -> Kind:
    """The kind of a value for which no type was given: what surrounds a prompt, such as `$position`."""
    if isinstance(value, bool):
        return Kind.BOOLEAN
    kinds: tuple[tuple[type, Kind], ...] = (
        (Money, Kind.MONEY), (datetime, Kind.TIME), (date, Kind.DATE), (int, Kind.NUMBER), (Decimal, Kind.PERCENT),
        (str, Kind.TEXT),
    )  # fmt: skip
    for form, kind in kinds:
        if isinstance(value, form):
            return kind
    raise PromptFault(f"a {type(value).__name__} cannot be said")


def sound(value: Value, kind: Type | None, locale: Locale, country: str, zone: ZoneInfo) -> Said | Counted:
    """The value as it is spoken. Raises PromptFault for what cannot be said (a card, a record)."""
    known = kind.kind if isinstance(kind, Single) else kind_of(value)
    if isinstance(value, Money):
        return Counted.of(value.amount, money(value, locale), value)
    if isinstance(value, datetime):
        return Said(format_time(value.astimezone(zone), "short", locale=locale), value)
    if isinstance(value, date):
        return Said(format_date(value, "long", locale=locale), value)
    if isinstance(value, bool):
        return Said("true" if value else "false", value)
    if isinstance(value, Decimal):
        return Counted.of(value, format_percent(value / 100, "#,##0.##%", locale=locale), value)
    if isinstance(value, int):
        return Counted.of(value, format_decimal(value, locale=locale), value)
    if not isinstance(value, str):
        raise PromptFault(f"a {type(value).__name__} cannot be said")
    if known is Kind.PHONE:
        return Said(phone(value, country), value)
    if known in (Kind.DIGITS, Kind.ACCOUNT, Kind.REFERENCE):
        return Said(spaced(value), value)
    return Said(value, value)

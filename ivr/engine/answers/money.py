"""money: whole units by keys, `*` for the decimal point; `$50.25`, `50 dollars and 25 cents` by speech."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import NumberFormatError, get_currency_precision, get_currency_symbol, parse_decimal

from ivr.engine.answers.kind import AnswerKind
from ivr.engine.walk import Walk
from ivr.flow.types import MONEY, Value
from ivr.values import Money

LONGEST = 9
"""Digits of an amount that are still one: a hundred million."""
MOST_WORDS = 4
"""Words besides the numbers (`dollars and ... cents please`): more is another sentence."""


def _keyed(keys: str, walk: Walk) -> Money | None:
    currency = walk.settings.currency
    whole, star, part = keys.partition("*")
    places = get_currency_precision(currency)
    if not re.fullmatch(rf"[0-9]{{1,{LONGEST}}}", whole) or (star and len(part) not in (0, places)):
        return None
    return Money.of(f"{whole}.{part}" if part else whole, currency) if re.fullmatch("[0-9]*", part) else None


def _said(text: str, walk: Walk) -> Money | None:
    currency = walk.settings.currency
    locale = Locale.parse(walk.state.language, sep="-")
    for sign in (get_currency_symbol(currency, locale), get_currency_symbol(currency, "en"), currency):
        text = text.replace(sign, " ")
    numbers = re.findall(r"[0-9](?:[0-9.,]*[0-9])?", text)
    if not 1 <= len(numbers) <= 2 or len(re.sub(r"[0-9.,]+", " ", text).split()) > MOST_WORDS or "-" in text:
        return None
    amount = _number(numbers[0], locale)
    if amount is None or amount >= 10**LONGEST:
        return None
    if len(numbers) == 2:  # dollars and cents
        places = get_currency_precision(currency)
        if amount != int(amount) or not numbers[1].isdigit() or len(numbers[1]) > places:
            return None
        amount += Decimal(int(numbers[1])).scaleb(-places)
    try:
        return Money(amount, currency)
    except ValueError:
        return None


def _number(text: str, locale: Locale) -> Decimal | None:
    try:
        return Decimal(parse_decimal(text, locale, strict=True))
    except NumberFormatError:
        return Decimal(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def _text(value: Value) -> str:
    return str(value.amount) if isinstance(value, Money) else str(value)


AMOUNT = AnswerKind(MONEY, _keyed, _said, text=_text)

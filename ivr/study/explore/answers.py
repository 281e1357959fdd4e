"""Answers to an ask that are worth trying: one that fits, one beyond each limit, and those its conditions name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ivr.engine.answers import ANSWERS
from ivr.engine.answers.dates import order
from ivr.engine.walk import Walk
from ivr.flow.faults import FlowFault
from ivr.flow.names import root
from ivr.flow.types import Value
from ivr.flow.verbs import Ask
from ivr.flow.verbs.ask import Answer
from ivr.study.explore.candidates import ACCOUNT, candidates, ordinary
from ivr.study.explore.results import deciding
from ivr.study.explore.stubbing import value_of_type
from ivr.values import Money

_FIXED = {
    Answer.ACCOUNT: ACCOUNT,
    Answer.CODE: "123456",
    Answer.PHONE: "2025550123",
    Answer.EMAIL: "say jane@example.com",
    Answer.WORDS: "say something or other",
}


def answers(walk: Walk, step: Ask) -> Iterator[tuple[str, str]]:
    """(what it is, keys or `say words`)."""
    if step.for_ in (Answer.YES_NO, Answer.CONSENT):
        yield from (("yes", "1"), ("no", "2"))
    elif step.length is not None:
        yield "given", "1" * int(step.length.split("-")[0])
    elif step.for_ in _FIXED:
        yield "given", _FIXED[step.for_]
    else:
        yield from _with_limits(walk, step)


def _with_limits(walk: Walk, step: Ask) -> Iterator[tuple[str, str]]:
    least, most = _limit(walk, step, step.min), _limit(walk, step, step.max)
    fitting = next((each for each in (least, most) if each is not None), None)
    if fitting is None:
        fitting = _of_text(walk, step, ordinary(ANSWERS[step.for_].type))
    for number, value in enumerate([fitting, *_decided(walk, step)]):
        yield f"given {number}" if number else "given", keyed(walk, value)
    for sort, limit, away in (("too_low", least, -1), ("too_high", most, 1)):
        beyond = _moved(limit, away) if limit is not None else None
        if beyond is not None:
            yield sort, keyed(walk, beyond)


def _decided(walk: Walk, step: Ask) -> list[Value]:
    """Values around the constants that the flow's conditions compare this answer with."""
    texts = [
        condition.text
        for each in deciding(walk.line, walk.flow)
        if any(root(name) == step.save for name in each.names)
        for condition in each.conditions
    ]
    found = candidates(ANSWERS[step.for_].type, texts) if texts else []
    return [_of_text(walk, step, text) for text in found]


def _of_text(walk: Walk, step: Ask, text: str) -> Value:
    return value_of_type(text, ANSWERS[step.for_].type, walk.settings.currency)


def _limit(walk: Walk, step: Ask, written: str | None) -> Value | None:
    try:
        return walk.value(written, ANSWERS[step.for_].type) if written is not None else None
    except FlowFault:  # the step breaks on it, and is found broken
        return None


def _moved(value: Value, away: int) -> Value | None:
    """The next value below or above; None where there is none that keys can say."""
    if isinstance(value, Money):
        cents = value.amount + Decimal(away).scaleb(-2)
        return Money(cents, value.currency) if cents >= 0 else None
    if isinstance(value, date):
        return value + timedelta(days=away)
    if isinstance(value, int):
        return value + away if value + away >= 0 else None
    return None


def keyed(walk: Walk, value: Value) -> str:
    """The value as a caller keys it: `50*25`, `12102026`."""
    if isinstance(value, Money):
        whole, _, part = f"{value.amount:f}".partition(".")
        return f"{whole}*{part}" if part.strip("0") else whole
    if isinstance(value, date):
        parts = {"y": f"{value.year:04}", "M": f"{value.month:02}", "d": f"{value.day:02}"}
        return "".join(parts[part] for part in order(walk.state.language))
    return str(value)

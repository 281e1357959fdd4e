"""line.yaml as settings: what its model cannot tell by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import is_currency

from ivr.flow.binding import split_handlers
from ivr.flow.line import LineSettings
from ivr.marks import Complaint, Node, bind, nearest, nodes, place_at, value_place

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
"""E.164, whether or not the plan of its country has it: test numbers are numbers too."""


def bind_settings(node: Node) -> tuple[LineSettings | None, nodes.Mapping | None, list[Complaint]]:
    """The settings, the node they were read from (its handlers split), and what is wrong with them."""
    node, complaints = split_handlers(node)
    settings, found = bind(node, LineSettings)
    complaints += found
    if not isinstance(node, nodes.Mapping):
        return None, None, complaints
    if settings is None:
        return _without_the_wrong(node, found), node, complaints
    complaints += _checked(settings, node)
    return settings, node, complaints


def _without_the_wrong(node: nodes.Mapping, wrong: list[Complaint]) -> LineSettings | None:
    """The settings as far as they are right, so that a slip in line.yaml does not hide what is wrong in the flows.
    None where what the flows depend on is itself wrong: that would be told as faults of the flows."""
    right = []
    for number, (key, value) in enumerate(node):
        until = node.entries[number + 1][0].place if number + 1 < len(node.entries) else None
        if not any(key.place <= each.place and (until is None or each.place < until) for each in wrong):
            right.append((key, value))
    if {"on", "languages"} - {key.value for key, _ in right}:
        return None
    return bind(nodes.Mapping(tuple(right), node.place), LineSettings)[0]


def zone_of(settings: LineSettings) -> ZoneInfo:
    """The line's time zone. Raises ValueError, KeyError or OSError where its name is not one: each is ZoneInfo's way
    of saying so (`../x`, `Mars`, a folder)."""
    return ZoneInfo(settings.time_zone)


def _is_zone(settings: LineSettings) -> bool:
    try:
        zone_of(settings)
    except (ValueError, KeyError, OSError):
        return False
    return True


def _checked(settings: LineSettings, node: nodes.Mapping) -> Iterator[Complaint]:
    for language in settings.languages:
        if not _known_language(language):
            place = place_at(node, ("languages", language))
            yield Complaint(place, "type", f"'{language}' is not a language tag", "write it as en-US")
    if not _is_zone(settings):
        remedy = nearest(settings.time_zone, available_timezones()) or "such as America/New_York"
        yield Complaint(value_place(node, ("time_zone",)), "type", f"'{settings.time_zone}' is not a time zone", remedy)
    if not is_currency(settings.currency):
        yield Complaint(
            value_place(node, ("currency",)), "type", f"'{settings.currency}' is not a currency", "such as USD"
        )
    numbers: list[tuple[str, tuple[str | int, ...]]] = [
        *((number, ("numbers", at)) for at, number in enumerate(settings.numbers)),
        *((number, ("agents", at)) for at, number in enumerate(settings.agents)),
    ]
    if settings.fallback_number is not None:
        numbers.append((settings.fallback_number, ("fallback_number",)))
    for number, path in numbers:
        if not _NUMBER.fullmatch(number):
            yield Complaint(
                value_place(node, path), "type", f"'{number}' is not a telephone number", "such as '+12025550123'"
            )


def _known_language(tag: str) -> bool:
    """Whether it is a tag in its usual letters, of a language whose dates and amounts we can say."""
    if not _TAG.fullmatch(tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True

"""Whether a queue is open at a moment, by which rule, and when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from ivr.domain.hours import DAY, WEEKDAYS, Hours, QueueHours, Ruled, Span
from ivr.domain.refusals import NoSuchQueue

SEARCH_DAYS = 60
"""How far ahead an opening or closing is looked for."""


@dataclass(frozen=True)
class Ruling:
    """
    rule     which rule says so, in words, with the place where it is written.
    opens    when closed: the next opening, None when there is none within 60 days. In the line's zone.
    closes   when open: the end of it, None when that is more than 60 days away. In the line's zone.
    """

    open: bool
    rule: str
    opens: datetime | None
    closes: datetime | None


def describe(hours: Hours, queue: str, at: datetime) -> Ruling:
    """The ruling for `at`, a moment in the line's own zone: hours are times of its clocks on the wall.

    Raises NoSuchQueue; ValueError when `at` has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a zone cannot be ruled on")
    rules = hours.queues.get(queue)
    if rules is None:
        raise NoSuchQueue(f"hours.yaml has no queue '{queue}'")
    _, rule = _ruled(hours, rules, at.date())
    moment = at.astimezone(UTC)
    now: tuple[datetime, datetime] | None = None
    for start, end in _spans(hours, rules, at):
        if now is not None:
            if start > now[1]:
                break
            now = (now[0], end)  # goes on without a gap, as over midnight
        elif start <= moment < end:
            now = (start, end)
        elif start > moment:
            return Ruling(False, rule, start.astimezone(at.tzinfo), None)
    if now is None:
        return Ruling(False, rule, None, None)
    ends = now[1].astimezone(at.tzinfo)
    return Ruling(True, rule, None, ends if (ends.date() - at.date()).days <= SEARCH_DAYS else None)


def _spans(hours: Hours, rules: QueueHours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open spans from the day before `at` on, as moments, in order."""
    for ahead in range(-1, SEARCH_DAYS + 2):
        day = at.date() + timedelta(days=ahead)
        for span in _ruled(hours, rules, day)[0]:
            start, end = _moments(day, span, at)
            if start < end:
                yield start, end


def _moments(day: date, span: Span, at: datetime) -> tuple[datetime, datetime]:
    """Wall times as moments. In the hour that comes twice in autumn a queue opens at the first and closes at the
    second; a time in the hour that is left out in spring is an hour later on the wall."""
    return _moment(day, span.start, at, fold=0), _moment(day, span.end, at, fold=1)


def _moment(day: date, minutes: int, at: datetime, fold: int) -> datetime:
    if minutes == DAY:
        day, minutes, fold = day + timedelta(days=1), 0, 0
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=at.tzinfo)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    # In autumn the second is the later; in spring, for a wall time that does not exist, it is the earlier one.
    return max(first, second) if fold or second < first else first


def _ruled(hours: Hours, rules: QueueHours, day: date) -> tuple[tuple[Span, ...], str]:
    """The spans of the day and the rule that gives them: an exception, else a holiday, else the week."""
    exception = rules.exceptions.get(day)
    if exception is not None:
        reason = f" ({exception.reason})" if exception.reason else ""
        return exception.spans, f"exception for {day.isoformat()}{reason}: {exception} ({exception.place})"
    holiday = holiday_name(hours.country, hours.region, day)
    if holiday is not None and rules.holidays is not None:
        return rules.holidays.spans, f"public holiday, {holiday}: {rules.holidays} ({rules.holidays.place})"
    weekday = WEEKDAYS[day.weekday()]
    ruled: Ruled | None = rules.weekly.get(weekday)
    if ruled is None:
        return (), f"{weekday.capitalize()} is not listed: closed ({rules.place})"
    return ruled.spans, f"{weekday.capitalize()}: {ruled} ({ruled.place})"


def holiday_name(country: str | None, region: str | None, day: date) -> str | None:
    """The public holiday on this day, such as Thanksgiving Day; days on which one is observed are holidays."""
    if country is None:
        return None
    name: str | None = _holidays(country, region, day.year).get(day)
    return name


@lru_cache(maxsize=64)
def _holidays(country: str, region: str | None, year: int) -> holidays.HolidayBase:
    # Next year as well: a New Year's Day on a Saturday is observed on the last of December.
    return holidays.country_holidays(country, subdiv=region, years=(year, year + 1), expand=False)

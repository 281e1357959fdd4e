"""Whether somebody is there, on ordinary days and on the odd ones."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.hours import ALL_DAY, WEEKDAYS, Hours, QueueHours, Ruled, Span
from ivr.domain.opening import describe
from tests.support.business import FLOWS, ZONE, shipped_hours

HOURS = shipped_hours()
EVE = "exception for 2026-12-24 (Christmas Eve): 08:00-16:00"
FOURTH = "public holiday, Independence Day (observed): closed"
MOVING = "exception for 2027-01-15 (the office moves): closed"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def _told(queue: str, text: str) -> tuple[bool, str, str]:
    """Open or not; the rule without its place; when that changes, on the wall."""
    ruling = describe(HOURS, queue, _at(text))
    changes = ruling.closes or ruling.opens
    assert (ruling.opens is None) or not ruling.open
    assert (ruling.closes is None) or ruling.open
    return ruling.open, ruling.rule.partition(" (flows")[0], changes.isoformat()[:16] if changes else ""


@pytest.mark.parametrize(
    ("queue", "at", "told"),
    [
        ("support", "2026-11-24T10:00", (True, "Tuesday: 08:00-20:00", "2026-11-24T20:00")),
        ("support", "2026-11-24T08:00", (True, "Tuesday: 08:00-20:00", "2026-11-24T20:00")),
        ("support", "2026-11-24T07:59", (False, "Tuesday: 08:00-20:00", "2026-11-24T08:00")),
        ("support", "2026-11-24T20:00", (False, "Tuesday: 08:00-20:00", "2026-11-25T08:00")),
        ("support", "2026-11-22T12:00", (False, "Sunday is not listed: closed", "2026-11-23T08:00")),
        ("payments", "2026-11-24T12:30", (False, "Tuesday: 08:00-12:00, 13:00-18:00", "2026-11-24T13:00")),
        ("support", "2026-11-26T10:00", (False, "public holiday, Thanksgiving Day: closed", "2026-11-27T08:00")),
        ("support", "2026-07-03T10:00", (False, FOURTH, "2026-07-06T08:00")),
        ("support", "2026-12-24T15:59", (True, EVE, "2026-12-24T16:00")),
        ("support", "2026-12-24T16:55", (False, EVE, "2026-12-26T09:00")),
        ("fraud", "2026-12-25T03:00", (True, "Friday: open all day", "")),
        ("callback", "2027-01-15T10:00", (False, MOVING, "2027-01-19T09:00")),
    ],
)
def test_the_shipped_hours(queue: str, at: str, told: tuple[bool, str, str]) -> None:
    assert _told(queue, at) == told


def test_the_rule_says_where_it_is_written() -> None:
    rule = describe(HOURS, "support", _at("2026-12-24T16:55")).rule
    assert rule.endswith(f"(flows/hours.yaml:{_line('hours: 08:00-16:00')})")


def _line(text: str) -> int:
    lines = (FLOWS / "hours.yaml").read_text().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def _week(*spans: Span, **changes: object) -> Hours:
    ruled = Ruled(spans, "h:1")
    queue = QueueHours(dict.fromkeys(WEEKDAYS, ruled), "h:1", holidays=None)
    return Hours({"q": queue}, **changes)  # type: ignore[arg-type]


# -- daylight saving: New York goes forward on 2026-03-08 and back on 2026-11-01, both at 2:00


def test_hours_are_wall_hours_on_both_sides_of_a_change() -> None:
    for day, offset in (("2026-03-07", -5), ("2026-03-09", -4), ("2026-10-31", -4), ("2026-11-02", -5)):
        opens = describe(_week(Span(480, 1200)), "q", _at(f"{day}T07:00")).opens
        assert opens is not None
        assert (opens.hour, opens.utcoffset()) == (8, timedelta(hours=offset))


def test_in_spring_an_hour_is_missing() -> None:
    hours = _week(Span(60, 240))  # 01:00-04:00
    ruling = describe(hours, "q", _at("2026-03-08T01:30"))
    assert ruling.closes is not None
    assert ruling.closes - ruling.closes.replace(hour=1, minute=0) == timedelta(hours=3)  # on the wall
    assert ruling.closes.astimezone(UTC) - _at("2026-03-08T01:00").astimezone(UTC) == timedelta(hours=2)


def test_a_span_within_the_missing_hour_does_not_exist_or_is_an_hour_later() -> None:
    opens = describe(_week(Span(150, 240)), "q", _at("2026-03-08T00:30")).opens  # 02:30-04:00
    assert opens is not None
    assert opens.astimezone(UTC) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)  # 03:30 by daylight time


def test_in_autumn_an_hour_comes_twice_and_is_open_both_times() -> None:
    hours = _week(Span(60, 120))  # 01:00-02:00, which lasts two hours that night
    for fold in (0, 1):
        assert describe(hours, "q", _at("2026-11-01T01:30").replace(fold=fold)).open
    until = describe(_week(Span(0, 90)), "q", _at("2026-11-01T00:30")).closes  # until the second 01:30
    assert until is not None
    assert until.astimezone(UTC) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


# -- for any week


SPANS = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 1440))
    .filter(lambda each: each[0] < each[1])
    .map(lambda e: Span(*e)),
    max_size=3,
).map(lambda spans: tuple(sorted(spans)))


def _apart(spans: tuple[Span, ...]) -> bool:
    return all(after.start >= before.end for before, after in itertools.pairwise(spans))


@given(
    st.dictionaries(st.sampled_from(WEEKDAYS), SPANS.filter(_apart)),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - hypothesis wants them so
)
def test_what_is_said_of_a_change_is_so(week: dict[str, tuple[Span, ...]], when: datetime) -> None:
    weekly = {day: Ruled(spans, "h:1") for day, spans in week.items()}
    hours = Hours({"q": QueueHours(weekly, "h:1", holidays=None)})  # type: ignore[arg-type]
    at = when.replace(tzinfo=UTC).astimezone(ZoneInfo("America/New_York"))
    ruling = describe(hours, "q", at)
    changes = ruling.closes if ruling.open else ruling.opens
    if changes is None:
        return
    assert changes > at
    after = describe(hours, "q", changes)
    just_before = (changes.astimezone(UTC) - timedelta(microseconds=1)).astimezone(at.tzinfo)
    assert after.open is not ruling.open
    assert describe(hours, "q", just_before).open is ruling.open


def test_a_queue_that_never_opens_says_so() -> None:
    hours = Hours({"q": QueueHours({}, "h:1", holidays=None)})
    ruling = describe(hours, "q", _at("2026-11-24T10:00"))
    assert (ruling.open, ruling.opens) == (False, None)


def test_over_midnight_goes_on() -> None:
    friday = {"friday": Ruled((Span(1200, 1440),), "h:1"), "saturday": Ruled((Span(0, 120),), "h:2")}
    hours = Hours({"q": QueueHours(friday, "h:1", holidays=None)})  # type: ignore[arg-type]
    closes = describe(hours, "q", _at("2026-11-27T23:00")).closes
    assert closes is not None
    assert closes.isoformat()[:16] == "2026-11-28T02:00"


def test_an_exception_may_open_a_closed_day() -> None:
    exceptions = {date(2026, 12, 25): Ruled(ALL_DAY, "h:9", "we help today")}
    hours = Hours({"q": QueueHours({}, "h:1", Ruled((), "h:2"), exceptions)}, "US", "NY")
    ruling = describe(hours, "q", _at("2026-12-25T10:00"))
    assert (ruling.open, ruling.rule) == (True, "exception for 2026-12-25 (we help today): open all day (h:9)")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        describe(HOURS, "support", datetime(2026, 11, 24, 10))  # noqa: DTZ001

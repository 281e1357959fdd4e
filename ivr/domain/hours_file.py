"""Reading hours.yaml: what is written (see `hours_written`) becomes hours, or complaints."""

from __future__ import annotations

import itertools
import re
from datetime import date

import holidays as holiday_library

from ivr.domain.hours import ALL_DAY, DAY, WEEKDAYS, Hours, QueueHours, Ruled, Span, Weekday
from ivr.domain.hours_written import Times, WrittenHolidays, WrittenHours, WrittenQueue
from ivr.marks import Complaint, Node, bind, nearest, place_at

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


def read_hours(node: Node) -> tuple[Hours | None, list[Complaint]]:
    """The hours, or None with every complaint."""
    written, complaints = bind(node, WrittenHours)
    if written is None:
        return None, complaints
    reader = _Reader(node, written)
    hours = reader.hours()
    return (None, sorted(reader.complaints)) if reader.complaints else (hours, [])


def past_exceptions(node: Node, today: date) -> list[Complaint]:
    """A note for each exception that is over: it does no harm, and its reader must think about it every time."""
    written, _ = bind(node, WrittenHours)
    return [
        Complaint(
            place_at(node, ("exceptions", number, "date")),
            "hours-past",
            f"This exception ({exception.date}) is over",
            "remove it",
        )
        for number, exception in enumerate(written.exceptions if written is not None else ())
        if exception.date < today
    ]


class _Reader:
    def __init__(self, node: Node, written: WrittenHours) -> None:
        self.node, self.written = node, written
        self.complaints: list[Complaint] = []

    def complain(self, path: tuple[int | str, ...], rule: str, message: str, remedy: str) -> None:
        self.complaints.append(Complaint(place_at(self.node, path), rule, message, remedy))

    def hours(self) -> Hours:
        where = self.written.holidays
        if where is not None:
            self.check_holidays(where)
        exceptions = self.exceptions()
        queues = {name: self.queue(name, queue, exceptions[name]) for name, queue in self.written.queues.items()}
        return Hours(queues, where.country if where else None, where.region if where else None)

    def check_holidays(self, where: WrittenHolidays) -> None:
        known = holiday_library.list_supported_countries()
        if where.country not in known:
            remedy = nearest(where.country, known) or "use a two-letter country code such as US"
            self.complain(("holidays", "country"), "hours-holidays", f"No holidays of '{where.country}' known", remedy)
        elif where.region is not None and where.region not in known[where.country]:
            remedy = nearest(where.region, known[where.country]) or "leave it out for the holidays of all the country"
            message = f"No holidays of region '{where.region}' known"
            self.complain(("holidays", "region"), "hours-holidays", message, remedy)

    def queue(self, name: str, queue: WrittenQueue, exceptions: dict[date, Ruled]) -> QueueHours:
        path = ("queues", name)
        weekly = self.weekly(queue, (*path, "hours"))
        if not any(ruled.spans for ruled in (*weekly.values(), *exceptions.values())) and not self.complaints:
            self.complain(path, "hours-none", f"The queue '{name}' is never open", "give it hours, or remove it")
        as_usual = queue.holidays == "as_usual"
        return QueueHours(
            weekly=weekly,
            place=self.line(path),
            holidays=None if as_usual else self.ruled(queue.holidays, (*path, "holidays")),
            exceptions=exceptions,
            room=queue.room,
        )

    def weekly(self, queue: WrittenQueue, path: tuple[int | str, ...]) -> dict[Weekday, Ruled]:
        if isinstance(queue.hours, str):
            if queue.hours != "always":
                self.complain(path, "hours-span", f"'{queue.hours}' is not a week", "list weekdays, or write: always")
            return dict.fromkeys(WEEKDAYS, Ruled(ALL_DAY, self.line(path)))
        weekly: dict[Weekday, Ruled] = {}
        for days, times in queue.hours.items():
            ruled = self.ruled(times, (*path, days))
            for day in self.days(days, (*path, days)):
                if day in weekly:
                    self.complain((*path, days), "hours-twice", f"{day.capitalize()} is here a second time", "keep one")
                weekly[day] = ruled
        return weekly

    def days(self, text: str, path: tuple[int | str, ...]) -> list[Weekday]:
        """`monday`, or `monday-friday`."""
        names = [part.strip() for part in text.split("-")]
        found = [day for name in names for day in WEEKDAYS if day == name]
        if len(found) != len(names) or len(names) > 2 or WEEKDAYS.index(found[0]) > WEEKDAYS.index(found[-1]):
            unknown = next((name for name in names if name not in WEEKDAYS), "")
            remedy = nearest(unknown, WEEKDAYS) if unknown else "write days in the order of the week: monday-friday"
            self.complain(path, "hours-day", f"'{text}' is not a weekday, nor a range of them", remedy)
            return []
        return list(WEEKDAYS[WEEKDAYS.index(found[0]) : WEEKDAYS.index(found[-1]) + 1])

    def exceptions(self) -> dict[str, dict[date, Ruled]]:
        found: dict[str, dict[date, Ruled]] = {name: {} for name in self.written.queues}
        for number, exception in enumerate(self.written.exceptions):
            path = ("exceptions", number)
            ruled = self.ruled(exception.hours, (*path, "hours"), exception.reason)
            for place, name in enumerate(exception.queues if exception.queues is not None else found):
                if name not in found:
                    self.complain((*path, "queues", place), "hours-queue", f"No queue '{name}'", nearest(name, found))
                elif exception.date in found[name]:
                    message = f"{exception.date} is here a second time for {name}"
                    self.complain((*path, "date"), "hours-twice", message, "keep one of them")
                else:
                    found[name][exception.date] = ruled
        return found

    def ruled(self, times: Times, path: tuple[int | str, ...], reason: str = "") -> Ruled:
        texts = [times] if isinstance(times, str) else times
        if texts in (["closed"], ["always"]):
            return Ruled(ALL_DAY if texts == ["always"] else (), self.line(path), reason)
        spans = [span for text in texts if (span := self.span(text, path)) is not None]
        for before, after in itertools.pairwise(sorted(spans)):
            if after.start < before.end:
                self.complain(path, "hours-overlap", f"{before} and {after} overlap", "make them one, or part them")
        return Ruled(tuple(sorted(spans)), self.line(path), reason)

    def span(self, text: str, path: tuple[int | str, ...]) -> Span | None:
        match = _SPAN.fullmatch(text.strip())
        remedy = "write it as 08:00-20:00, or closed, or always; midnight at the end is 24:00"
        if match is None:
            self.complain(path, "hours-span", f"'{text}' is not a span of time", remedy)
            return None
        from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if from_minute > 59 or to_minute > 59 or end > DAY:
            self.complain(path, "hours-span", f"'{text}' is not on the clock", remedy)
            return None
        if start >= end:
            message = f"'{text}' ends before it begins"
            self.complain(
                path, "hours-span", message, "over midnight, write two: 20:00-24:00 and, next day, 00:00-02:00"
            )
            return None
        return Span(start, end)

    def line(self, path: tuple[int | str, ...]) -> str:
        place = place_at(self.node, path)
        return f"{place.file}:{place.line}"

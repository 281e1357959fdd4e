"""Hours: each queue by its days, holidays and single dates."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from ivr.study.changes.model import Change, Group, Tree
from ivr.study.changes.pairs import Pair
from ivr.study.changes.words import joined

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AS_WRITTEN = {"as_usual": "as on any day", "always": "always open"}


def hours(pair: Pair) -> Iterator[Change]:
    """hours.yaml, as it holds on each day."""
    old, new = _mapping(pair.before.hours, "queues"), _mapping(pair.after.hours, "queues")
    for name in dict.fromkeys([*new, *old]):
        where = f"hours.queues.{name}"
        if name not in old:
            yield Change(Group.HOURS, where, f"There are hours for a new queue, '{name}'.", _week(_mapping(new, name)))
        elif name not in new:
            yield Change(Group.HOURS, where, f"The queue '{name}' has no hours any more.", _week(_mapping(old, name)))
        else:
            yield from _queue(name, _mapping(old, name), _mapping(new, name))
    yield from _dates(_exceptions(pair.before.hours, old), _exceptions(pair.after.hours, new))
    was, now = (
        " ".join(map(str, _mapping(tree, "holidays").values())) for tree in (pair.before.hours, pair.after.hours)
    )
    if was != now:
        text = f"Public holidays are now those of {now or 'nowhere'}, not of {was or 'nowhere'}."
        yield Change(Group.HOURS, "hours.holidays", text)


def _queue(name: str, old: Tree, new: Tree) -> Iterator[Change]:
    where = f"hours.queues.{name}"
    was, now = _days(old), _days(new)
    changed = [day for day in DAYS if was[day] != now[day]]
    for (before, after), days in itertools.groupby(changed, lambda day: (was[day], now[day])):
        text = f"'{name}' is now {after} on {_range(list(days))}, not {before}."
        yield Change(Group.HOURS, where, text)
    before, after = _times(old.get("holidays", "closed")), _times(new.get("holidays", "closed"))
    if before != after:
        yield Change(Group.HOURS, where, f"On public holidays '{name}' is now {after}, not {before}.")
    if old.get("room") != new.get("room"):
        room = new.get("room", "the usual number"), old.get("room", "the usual number")
        yield Change(Group.HOURS, where, f"In '{name}' {room[0]} callers may wait at once, not {room[1]}.")


def _dates(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[Change]:
    """Single dates, with the queues that change alike told together."""
    changed = [key for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    alike: dict[tuple[str, str | None, str | None], list[str]] = {}
    for date, name in changed:
        alike.setdefault((date, old.get((date, name)), new.get((date, name))), []).append(f"'{name}'")
    for (date, was, now), names in alike.items():
        them, verb = joined(names), "is" if len(names) == 1 else "are"
        if was is None:
            text = f"On {date} {them} {verb} {now}."
        elif now is None:
            text = f"On {date} {them} {verb} as on any such day, no longer {was}."
        else:
            text = f"On {date} {them} {verb} now {now}, not {was}."
        yield Change(Group.HOURS, f"hours.exceptions.{date}", text)


def _exceptions(tree: Tree, queues: Tree) -> dict[tuple[str, str], str]:
    """What holds on single dates, by date and queue."""
    found: dict[tuple[str, str], str] = {}
    written = tree.get("exceptions", [])
    for each in written if isinstance(written, list) else []:
        reason = f" ({each['reason']})" if each.get("reason") else ""
        for name in each.get("queues") or queues:
            found[str(each["date"]), str(name)] = f"{_times(each['hours'])}{reason}"
    return found


def _days(queue: Tree) -> dict[str, str]:
    """What holds on each weekday; one that is not written is closed."""
    written = queue.get("hours")
    if not isinstance(written, dict):
        return dict.fromkeys(DAYS, _times(written))
    found = dict.fromkeys(DAYS, "closed")
    for days, times in written.items():
        first, _, last = (part.strip() for part in str(days).partition("-"))
        for day in DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]:
            found[day] = _times(times)
    return found


def _week(queue: Tree) -> tuple[str, ...]:
    week = _days(queue)
    return tuple(f"{_range(list(days))}: {times}" for times, days in itertools.groupby(DAYS, lambda day: week[day]))


def _range(days: Sequence[str]) -> str:
    """`Monday to Friday`; days that do not follow one another are counted out."""
    names = [day.capitalize() for day in days]
    follow = [DAYS.index(day) for day in days] == list(range(DAYS.index(days[0]), DAYS.index(days[0]) + len(days)))
    if len(names) > 2 and follow:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(names) if len(names) < 3 else ", ".join(names)


def _times(written: object) -> str:
    texts = [str(each) for each in written] if isinstance(written, list) else [str(written)]
    told = [AS_WRITTEN.get(text, text if text == "closed" else f"open {text}") for text in texts]
    return told[0] if len(told) == 1 else "open " + " and ".join(texts)


def _mapping(tree: Mapping[str, object], key: str) -> Tree:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}

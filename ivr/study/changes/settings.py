"""The line itself: numbers, languages, shortcuts, and where a call begins."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.line import LineSettings, Shortcut
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import Pair
from ivr.study.changes.words import flow_named, joined

WORDS = {
    "line": "The line is now called {}, not {}: calls of the one are none of the other.",
    "name": "The line now has the name {}, not {}.",
    "time_zone": "The line's clock is now that of {}, not that of {}.",
    "country": "Telephone numbers are now said as in {}, not as in {}.",
    "currency": "Amounts are now in {}, not in {}.",
    "fallback_number": "When nothing works, callers are now sent to {}, not to {}.",
}
TOLD = {
    *("line", "name", "time_zone", "country", "currency", "fallback_number", "numbers", "agents", "start", "verify"),
    *("languages", "anywhere", "on", "listen"),
}
"""Keys of line.yaml that have words, here or in another module."""


def settings(pair: Pair) -> Iterator[Change]:
    """line.yaml, but for how it listens and its handlers."""
    old, new = pair.before.line.settings, pair.after.line.settings
    for name, words in WORDS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Change(Group.LINE, f"line.{name}", words.format(now or "nobody", was or "nobody"))
    if (now := new.start) != (pair.flows[old.start].after.name if old.start in pair.flows else None):
        titles = flow_named(pair.after, now), flow_named(pair.before, old.start)
        yield Change(Group.WAYS, "line.start", f"A call now begins with {titles[0]}, not with {titles[1]}.")
    yield from _numbers("numbers", "Callers can now call {}.", "{} is no longer answered.", old, new)
    yield from _numbers("agents", "Agents can now call {}.", "Agents can no longer call {}.", old, new)
    yield from _languages(old, new)
    yield from _others(old, new)
    for name in dict.fromkeys([*old.anywhere, *new.anywhere]):
        yield from _shortcut(pair, name, old.anywhere.get(name), new.anywhere.get(name))


def _others(old: LineSettings, new: LineSettings) -> Iterator[Change]:
    """What has no words of its own, by its place in line.yaml: the language grows, and nothing may go untold."""
    was, now = (dict(_leaves(each.model_dump(exclude=TOLD), ())) for each in (old, new))
    for path in dict.fromkeys([*now, *was]):
        if was.get(path) != now.get(path):
            before, after = (each.get(path, "what holds where nothing is written") for each in (was, now))
            yield Change(Group.LINE, ".".join(("line", *path)), f"{' '.join(path)} is now {after}, not {before}.")


def _leaves(written: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(written, dict):
        for name, each in written.items():
            yield from _leaves(each, (*path, str(name)))
    else:
        yield path, str(written)


def _numbers(field: str, came: str, went: str, old: LineSettings, new: LineSettings) -> Iterator[Change]:
    was, now = getattr(old, field), getattr(new, field)
    for number in now:
        if number not in was:
            yield Change(Group.LINE, f"line.{field}", came.format(number))
    for number in was:
        if number not in now:
            yield Change(Group.LINE, f"line.{field}", went.format(number))


def _languages(old: LineSettings, new: LineSettings) -> Iterator[Change]:
    was, now = old.languages, new.languages
    for tag in dict.fromkeys([*now, *was]):
        before, after, where = was.get(tag), now.get(tag), f"line.languages.{tag}"
        if before is None and after is not None:
            yield Change(Group.LANGUAGES, where, f"The line now speaks {after.name} ({tag}), too.")
        elif after is None and before is not None:
            yield Change(Group.LANGUAGES, where, f"The line no longer speaks {before.name} ({tag}).")
        elif before is not None and after is not None:
            if before.name != after.name:
                yield Change(Group.LANGUAGES, where, f"{before.name} ({tag}) is now called {after.name}.")
            if before.voice != after.voice:
                voices = after.voice or "the carrier's own", before.voice or "the carrier's own"
                yield Change(Group.LANGUAGES, where, f"{after.name} now has the voice {voices[0]}, not {voices[1]}.")
    both = [tag for tag in was if tag in now], [tag for tag in now if tag in was]
    if both[0] != both[1]:
        order = joined([now[tag].name for tag in now])
        yield Change(Group.LANGUAGES, "line.languages", f"The languages are now in the order {order}.")


def _shortcut(pair: Pair, name: str, old: Shortcut | None, new: Shortcut | None) -> Iterator[Change]:
    where = f"line.anywhere.{name}"
    if old is None and new is not None:
        yield Change(Group.WAYS, where, f"From anywhere, {new.key} now is '{name}'{_to(pair.after, new)}.")
    elif new is None and old is not None:
        text = f"From anywhere, {old.key} no longer is '{name}'{_to(pair.before, old)}."
        yield Change(Group.WAYS, where, text, flagged=name == "agent")
    elif old is not None and new is not None:
        if old.key != new.key:
            yield Change(Group.WAYS, where, f"From anywhere, '{name}' is now on {new.key}, not on {old.key}.")
        kept = pair.flows[old.run].after.name if old.run is not None and old.run in pair.flows else None
        if new.run != kept and (new.run or old.run):
            yield Change(
                Group.WAYS, where, f"From anywhere, {new.key} ('{name}') now leads elsewhere{_to(pair.after, new)}."
            )


def _to(side: Side, shortcut: Shortcut) -> str:
    return f", and leads to {flow_named(side, shortcut.run)}" if shortcut.run is not None else ""

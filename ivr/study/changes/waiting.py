"""How long the line waits, how often it asks, and how it listens."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import Pair
from ivr.study.changes.words import WHO, destination

WORDS = {
    "wait": ("waits {} for an answer", "second"),
    "between_keys": ("allows {} between two keys", "second"),
}


def waiting(pair: Pair) -> Iterator[Change]:
    """`listen` of line.yaml."""
    old, new = pair.before.line.settings, pair.after.line.settings
    for name, (words, unit) in WORDS.items():
        was, now = getattr(old.listen, name), getattr(new.listen, name)
        if was != now:
            text = f"The line now {words.format(_count(now, unit))}, not {_count(was, unit).split()[0]}."
            yield Change(Group.WAITING, f"line.listen.{name}", text)
    if old.listen.tries != new.listen.tries:
        yield from _tries(pair.after, old.listen.tries, new.listen.tries)
    if old.listen.confidence != new.listen.confidence:
        looser = "less" if new.listen.confidence < old.listen.confidence else "more"
        text = (
            f"Speech now counts when it is at least {new.listen.confidence} sure, not {old.listen.confidence}: {looser}"
        )
        yield Change(Group.WAITING, "line.listen.confidence", f"{text} sure than before.")
    if old.listen.speech != new.listen.speech:
        text = "Callers can answer by speech now." if new.listen.speech else "Callers can answer by keys only now."
        yield Change(Group.WAITING, "line.listen.speech", text)


def _tries(side: Side, old: int, new: int) -> Iterator[Change]:
    """Where callers end up who are silent or not understood, and after how many tries."""
    after = f"after {_count(new, 'try')}, not {_count(old, 'try').split()[0]}"
    handled = {name: side.line.settings.on.get(name) for name in ("no_input", "no_match")}
    for outcome, target in handled.items():
        who = WHO[outcome]
        leads = destination(side, target, None, brief=True) if target is not None else "what their step says"
        text = f"{who[:1].upper()}{who[1:]} reach {leads} {after} (or what their step or flow says instead)."
        yield Change(Group.WAITING, "line.listen.tries", text)


def _count(number: int, unit: str) -> str:
    few = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    plural = unit if number == 1 else "tries" if unit == "try" else f"{unit}s"
    return f"{few[number] if number < len(few) else number} {plural}"

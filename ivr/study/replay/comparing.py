"""Past calls through a draft: whose ending would change, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ivr.errors import IvrError
from ivr.flow.line import Line
from ivr.study.replay.endings import Again, Ending
from ivr.study.replay.past import PastCall


@dataclass(frozen=True)
class Change:
    """One call whose ending would be another."""

    call: str
    was: Ending
    would: Ending


@dataclass(frozen=True)
class Comparison:
    """`same` and `changed` calls; `unreadable` ones with why."""

    same: int
    changed: tuple[Change, ...]
    unreadable: tuple[tuple[str, str], ...]

    def as_text(self) -> Iterator[str]:
        """A line per kind of change with its calls beneath, the most frequent first; then the sum."""
        groups: dict[tuple[Ending, Ending], list[str]] = {}
        for change in self.changed:
            groups.setdefault((change.was, change.would), []).append(change.call)
        for (was, would), calls in sorted(groups.items(), key=lambda each: -len(each[1])):
            many = f"{len(calls)} calls that" if len(calls) != 1 else "1 call that"
            yield f"{many} {was.words} would {_would(would)}"
            yield from (f"  {call}" for call in calls)
        yield from (f"{call} cannot be replayed: {why}" for call, why in self.unreadable)
        yield f"{len(self.changed)} would end otherwise, {self.same} as before, {len(self.unreadable)} not replayed"


def _would(ending: Ending) -> str:
    return ending.words.replace("ended", "end", 1) if ending.known else ending.words


def compared(calls: Iterable[tuple[PastCall, Line]], draft: Line) -> Comparison:
    """Each call with the line it was made on. Both are played by the same rules, so that the same line is no change."""
    same, changed, unreadable = 0, [], []
    for past, line in calls:
        try:
            was, would = Again(line, past).ending(), Again(draft, past).ending()
        except IvrError as error:
            unreadable.append((past.id, str(error)))
            continue
        if was == would:
            same += 1
        else:
            changed.append(Change(past.id, was, would))
    return Comparison(same, tuple(changed), tuple(unreadable))

"""What leads out of every step of a flow: kept out of the drawing, and told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Target
from ivr.study.draw.counts import Colouring, Counts
from ivr.study.draw.graph import Note
from ivr.study.draw.ways import together, told


def notes(line: Line, flow: Flow) -> tuple[Note, ...]:
    """The notes of one flow: its own defaults, then the line's where the flow says nothing, then the shortcuts."""
    found = []
    if flow.on:
        found.append(Note("Where a step says nothing", tuple(_defaults(flow.on))))
    left = {outcome: target for outcome, target in line.settings.on.items() if outcome not in flow.on}
    if left:
        found.append(Note("Where this flow says nothing (line.yaml)", tuple(_defaults(left, flows=True))))
    return (*found, *shortcuts(line))


def shortcuts(line: Line) -> tuple[Note, ...]:
    """The keys that work everywhere."""
    keys = []
    for name, shortcut in line.settings.anywhere.items():
        keys.append(f"{shortcut.key} {name}" + (f" (flow {shortcut.run})" if shortcut.run else ""))
    if not keys:
        return ()
    reach = "in menus; after a star in questions; not while a card is keyed in"
    return (Note("From anywhere", (", ".join(keys), reach)),)


def defaults(line: Line) -> tuple[Note, ...]:
    """The line's own defaults, for the overview."""
    if not line.settings.on:
        return ()
    return (Note("Where no flow says anything (line.yaml)", tuple(_defaults(line.settings.on, flows=True))),)


def colouring(counts: Counts | None) -> tuple[Note, ...]:
    """What the colours of counts mean."""
    if counts is None:
        return ()
    if counts.colouring is Colouring.COVERAGE:
        return (Note("Coverage", ("green was reached, so many times; red never was",)),)
    return (Note("Traffic", ("the warmer and thicker, the more calls; grey was never gone",)),)


def _defaults(on: Mapping[str, Target], *, flows: bool = False) -> Iterator[str]:
    for outcomes, target in together(on):
        parts = told(target)
        if target.to:
            parts.append(f"goes to {'flow ' if flows else ''}{target.to}")
        yield f"{', '.join(outcomes)}: {', '.join(parts) or 'goes on'}"

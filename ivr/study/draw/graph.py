"""A drawing before it is written in any format: boxes, arrows between them, and notes beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """What kind of thing a box is: writers choose form and colour by it."""

    SPEAKS = "speaks"
    ASKS = "asks"
    DECIDES = "decides"
    ACTS = "acts"
    RUNS = "runs"
    WAITS = "waits"
    QUIET = "quiet"
    ENDS = "ends"


@dataclass(frozen=True)
class Row:
    """A line in a box: something that happens at the step and draws no arrow (it says, it ends, it goes back).

    label   key, outcome or condition; empty for none.
    count   how often it happened; None where nothing was counted.
    """

    label: str
    text: str
    count: int | None = None


@dataclass(frozen=True)
class Box:
    """A step, or a flow in the overview."""

    name: str
    verb: str
    subject: tuple[str, ...]
    shape: Shape
    rows: tuple[Row, ...] = ()
    count: int | None = None


@dataclass(frozen=True)
class Arrow:
    """A way from one box to another.

    normal  it is the way of the script: the normal outcome, or a caller's choice. Others are exceptions.
    back    it leads up, to what the script has above.
    count   how often it was gone; None where nothing was counted.
    """

    start: str
    end: str
    labels: tuple[str, ...] = ()
    normal: bool = True
    back: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Note:
    """What holds for the whole drawing and would be an arrow from everywhere: a heading, and lines below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """A whole drawing. `boxes` are in the order of the script, each aside behind the step that first leads to it;
    `spine` names those that run from top to bottom."""

    name: str
    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    spine: tuple[str, ...] = ()
    notes: tuple[Note, ...] = field(default=())

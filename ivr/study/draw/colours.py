"""Colours: by what a box is, or by how often it was reached."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ivr.study.draw.counts import Colouring, Counts
from ivr.study.draw.graph import Shape


@dataclass(frozen=True)
class Paint:
    """How a box is filled, and its edge."""

    fill: str
    line: str


SHAPES: Mapping[Shape, Paint] = {
    Shape.SPEAKS: Paint("#e7f0fb", "#2f6db3"),
    Shape.ASKS: Paint("#fff3d6", "#b37a00"),
    Shape.DECIDES: Paint("#f1eafb", "#7646b8"),
    Shape.ACTS: Paint("#e4f5e9", "#2c8048"),
    Shape.RUNS: Paint("#e3f4f5", "#1e7d84"),
    Shape.WAITS: Paint("#fde8ee", "#b03060"),
    Shape.QUIET: Paint("#f3f3f3", "#777777"),
    Shape.ENDS: Paint("#e6e6e6", "#444444"),
}
INK, FAINT = "#222222", "#667077"
ARROW, EXCEPTION = "#444444", "#a33a2c"
REACHED, MISSED = Paint("#dff3e4", "#2c8048"), Paint("#fbdcd7", "#c0301c")
_COOL, _WARM = (0xF4, 0xF7, 0xFA), (0xFF, 0xB8, 0x6B)


def paint(shape: Shape, count: int | None, counts: Counts | None) -> Paint:
    """The paint of a box."""
    if counts is None or count is None:
        return SHAPES[shape]
    if counts.colouring is Colouring.COVERAGE:
        return REACHED if count else MISSED
    return Paint(_heat(count, counts.most), SHAPES[shape].line)


def text(count: int | None, counts: Counts | None, plain: str) -> str:
    """The colour of a line of text or an arrow that happened so often."""
    if counts is None or count is None:
        return plain
    if counts.colouring is Colouring.COVERAGE:
        return REACHED.line if count else MISSED.line
    return plain if count else "#8a8a8a"


def width(count: int | None, counts: Counts | None) -> float:
    """How thick an arrow is drawn."""
    if counts is None or not count or counts.colouring is Colouring.COVERAGE:
        return 1.1
    return round(1.1 + 4 * count / max(counts.most, 1), 1)


def _heat(count: int, most: int) -> str:
    """Between cool and warm, by the logarithm: the difference between 1 and 10 calls is seen beside thousands."""
    share = math.log1p(count) / math.log1p(most) if most else 0.0
    return "#" + "".join(f"{round(cool + (warm - cool) * share):02x}" for cool, warm in zip(_COOL, _WARM, strict=True))

"""The graph of one flow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ivr.flow.line import Flow, Line
from ivr.study.draw.counts import Counts
from ivr.study.draw.faults import DrawingError
from ivr.study.draw.graph import Arrow, Box, Graph, Row
from ivr.study.draw.notes import colouring, notes
from ivr.study.draw.order import reading_order
from ivr.study.draw.subjects import shape, subject
from ivr.study.draw.ways import Way, told, ways

UP = "\N{UPWARDS ARROW}"
HUB = 3
"""A step that more arrows than this lead back to gets none of them: each is a line in the box it comes from."""


def flow_graph(line: Line, name: str, counts: Counts | None = None) -> Graph:
    """The flow as a graph. Raises DrawingError when the line has no such flow."""
    if name not in line.flows:
        raise DrawingError(f"There is no flow '{name}'; there is: {', '.join(line.flows)}")
    flow = line.flows[name]
    out = {step: tuple(ways(line, flow, step)) for step in (*flow.steps, *flow.asides)}
    leads = {step: [way.target.to for way in each if way.target.to is not None] for step, each in out.items()}
    order = reading_order(tuple(flow.steps), tuple(flow.asides), leads)
    at = {step: number for number, step in enumerate(order)}
    back = Counter(end for start, ends in leads.items() for end in set(ends) if at[end] <= at[start])
    hubs = frozenset(end for end, number in back.items() if number > HUB)
    drawn = _Drawn(flow, counts, at, hubs)
    boxes = tuple(
        Box(
            step,
            flow.step(step).verb,
            subject(line, flow.step(step)),
            shape(flow.step(step)),
            rows=tuple(drawn.rows(step, out[step])),
            count=counts.of_step(name, step) if counts is not None else None,
        )
        for step in order
    )
    arrows = tuple(arrow for step in order for arrow in drawn.arrows(step, out[step]))
    title = f"{flow.title} ({name})" + (f", requires {flow.requires}" if flow.requires else "")
    return Graph(name, title, boxes, arrows, tuple(flow.steps), (*notes(line, flow), *colouring(counts)))


class _Drawn:
    """Which ways are arrows, which are lines in a box."""

    def __init__(self, flow: Flow, counts: Counts | None, at: Mapping[str, int], hubs: frozenset[str]) -> None:
        self.flow, self.counts, self.at, self.hubs = flow, counts, at, hubs

    def rows(self, step: str, out: Iterable[Way]) -> Iterable[Row]:
        out = tuple(out)
        for way in out:
            parts = told(way.target)
            if way.target.to and not self._arrow(step, way):
                parts.append(f"{UP} {way.target.to}")
            if parts:
                label = way.label or (way.outcomes[0] if len(out) > 1 else "")
                yield Row(label, ", ".join(parts), self._count(step, way))

    def arrows(self, step: str, out: Iterable[Way]) -> Iterable[Arrow]:
        """One arrow to each place, whatever leads there: its labels are the ways."""
        out = tuple(out)
        together: dict[str, list[Way]] = {}
        for way in out:
            if self._arrow(step, way) and way.target.to is not None:
                together.setdefault(way.target.to, []).append(way)
        for end, each in together.items():
            counted = [count for way in each if (count := self._count(step, way)) is not None]
            # Where every way leads there, and the box tells them apart, the arrow need not.
            told_apart = len(each) == len(out) > 1 and sum(not told(way.target) for way in each) <= 1
            labels = tuple(way.label or (way.outcomes[0] if len(each) > 1 else "") for way in each)
            yield Arrow(
                step,
                end,
                () if told_apart else tuple(label for label in labels if label),
                normal=any(way.normal for way in each),
                back=self._back(step, end),
                count=sum(counted) if self.counts is not None else None,
            )

    def _arrow(self, step: str, way: Way) -> bool:
        end = way.target.to
        return end is not None and not (end in self.hubs and self._back(step, end))

    def _back(self, start: str, end: str) -> bool:
        return self.at[end] <= self.at[start]

    def _count(self, step: str, way: Way) -> int | None:
        if self.counts is None:
            return None
        return self.counts.of_outcomes(self.flow.name, step, way.outcomes)

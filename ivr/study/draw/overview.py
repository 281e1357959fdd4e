"""The graph of a whole line: its flows, and how they run each other."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Requires, Run
from ivr.study.draw.counts import Counts
from ivr.study.draw.graph import Arrow, Box, Graph, Row, Shape
from ivr.study.draw.notes import colouring, defaults, shortcuts
from ivr.study.draw.order import reading_order


def overview(line: Line, counts: Counts | None = None) -> Graph:
    """All flows of the line, from the one that answers."""
    start = line.settings.start
    running = {name: tuple(_runs(line, flow)) for name, flow in line.flows.items()}
    leads = {name: [run for run, _, _ in each] for name, each in running.items()}
    order = reading_order((start,), tuple(name for name in line.flows if name != start), leads)
    at = {name: number for number, name in enumerate(order)}
    arrows = tuple(
        Arrow(name, run, labels, normal=normal, back=at[run] <= at[name])
        for name in order
        for run, labels, normal in running[name]
    )
    boxes = tuple(_box(line, line.flows[name], counts) for name in order)
    beside = (*shortcuts(line), *defaults(line), *colouring(counts))
    return Graph(line.settings.line, f"{line.settings.name}: all flows", boxes, arrows, (start,), beside)


def _box(line: Line, flow: Flow, counts: Counts | None) -> Box:
    steps = len(flow.steps) + len(flow.asides)
    rows = [Row("returns", ", ".join(flow.returns))] if flow.returns else []
    if flow.name == line.settings.start:
        rows.insert(0, Row("", "answers " + ", ".join(line.settings.numbers)))
    keys = [shortcut.key for shortcut in line.settings.anywhere.values() if shortcut.run == flow.name]
    rows += [Row("key", f"{key}, from anywhere") for key in keys]
    return Box(
        flow.name,
        "flow",
        (flow.title, f"{steps} step{'s' if steps > 1 else ''}"),
        Shape.RUNS,
        rows=tuple(rows),
        count=counts.of_flow(flow.name) if counts is not None else None,
    )


def _runs(line: Line, flow: Flow) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Each flow that this one runs, the steps that do it, and whether it is the author's way (not a proof wanted)."""
    by: dict[str, list[str]] = {}
    for name, step in (*flow.steps.items(), *flow.asides.items()):
        if isinstance(step, Run):
            by.setdefault(step.run, []).append(name)
    yield from ((run, tuple(names), True) for run, names in by.items())
    levels = {step.requires for step in (*flow.steps.values(), *flow.asides.values()) if isinstance(step, Requires)}
    if flow.requires is not None:
        levels.add(flow.requires)
    if levels and line.settings.verify not in by and line.settings.verify != flow.name:
        yield line.settings.verify, tuple(f"requires {level}" for level in sorted(levels)), False

"""The places a call may go on at: each checkpoint of the line, by the shortest way that flows run each other there."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator

from ivr.engine.cut_off import Stops, stops_of
from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.verbs import Checkpoint, Run
from ivr.study.explore.candidates import ordinary


def places(line: Line) -> Iterator[tuple[str, Level]]:
    """Each as the engine writes it, and how sure one must be of who goes on there."""
    for stops in _stops(line):
        needed = (line.flows[flow].requires for flow, _ in stops)
        yield " ".join(f"{flow}.{step}" for flow, step in stops), max(Level.of(each or "anonymous") for each in needed)


def kept(line: Line, at: str) -> str:
    """Something that is kept there, as JSON."""
    stops = stops_of(line, at)
    flow, name = stops[-1] if stops is not None else (line.settings.start, "")
    step = line.flows[flow].step(name) if name else None
    names = step.checkpoint if isinstance(step, Checkpoint) else ()
    return json.dumps({each: ordinary(line.flows[flow].types[each]) for each in names})


def _stops(line: Line) -> Iterator[Stops]:
    """Breadth first, from every flow that a call may be in alone."""
    settings = line.settings
    begun = [settings.start, *(each.run for each in settings.anywhere.values() if each.run is not None)]
    begun += [each.to for each in settings.on.values() if each.to is not None]
    waiting: deque[tuple[str, Stops]] = deque((name, ()) for name in dict.fromkeys(begun))
    seen = {name for name, _ in waiting}
    while waiting:
        name, above = waiting.popleft()
        flow = line.flows[name]
        for here in (*flow.steps, *flow.asides):
            step = flow.step(here)
            if isinstance(step, Checkpoint):
                yield (*above, (name, here))
            elif isinstance(step, Run) and step.run not in seen:
                seen.add(step.run)
                waiting.append((step.run, (*above, (name, here))))

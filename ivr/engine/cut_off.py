"""Where a call was cut off, and how another call goes on there.

Of the call that was cut off nothing goes on but the place, and what its checkpoint keeps: no grant, no confirmation, no
consent, no result of an action. A place is written as text: the runs of flows from the outermost on, each at the step
that runs the next, the last at its checkpoint: `welcome.main_menu main.pay pay.here`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from ivr.engine import proven
from ivr.engine.call import Frame, Passed, Purpose, State
from ivr.engine.moves import Ends, Move
from ivr.engine.walk import Walk
from ivr.engine.written import as_text
from ivr.flow.contracts import Level
from ivr.flow.keeping import may_keep
from ivr.flow.line import Line
from ivr.flow.literals import NotOfType, from_text
from ivr.flow.types import Value
from ivr.flow.verbs import Checkpoint, Run

Stops = tuple[tuple[str, str], ...]
"""Flow and step of each run, the outermost first."""


@dataclass(frozen=True)
class Place:
    """kept: JSON, by variable, as flows write such values. level, account: what the caller had proven when they were
    cut off. within: see `Checkpoint`."""

    at: str
    kept: str
    level: Level
    account: str | None
    within: int | None


def cut_off(state: State) -> Place | None:
    """Where a caller who is gone now may go on in another call; None where no checkpoint was passed in the flows they
    were in, or the call had ended. What the line itself runs (to verify, to choose a language) has no checkpoints."""
    if state.ended or state.gone:
        return None
    depth = next((number for number in range(len(state.frames), 0, -1) if state.frames[number - 1].passed), 0)
    frames = state.frames[:depth]
    if not frames or any(frame.purpose not in (Purpose.OUTERMOST, Purpose.RUN) for frame in frames):
        return None
    last = frames[-1].passed
    if last is None:
        return None
    stops = [*((frame.flow, frame.step) for frame in frames[:-1]), (frames[-1].flow, last.step)]
    return Place(
        at=" ".join(f"{flow}.{step}" for flow, step in stops),
        kept=json.dumps({name: as_text(value) for name, value in last.kept.items()}),
        level=proven.level(state),
        account=proven.account(state),
        within=last.within,
    )


def stops_of(line: Line, at: str) -> Stops | None:
    """The runs of a place, if this line still has it: it may be another version than the call's that was cut off."""
    stops = tuple((flow, step) for flow, _, step in (one.partition(".") for one in at.split()))
    for number, (name, step) in enumerate(stops):
        flow = line.flows.get(name)
        if flow is None or (step not in flow.steps and step not in flow.asides):
            return None
        found, last = flow.step(step), number == len(stops) - 1
        if not (
            isinstance(found, Checkpoint) if last else isinstance(found, Run) and found.run == stops[number + 1][0]
        ):
            return None
    return stops or None


def needed(line: Line, stops: Stops, had: Level) -> Level:
    """How sure we must be of the caller again: as sure as we were, and as the flows they go on in require."""
    return max(had, *(Level.of(line.flows[flow].requires or "anonymous") for flow, _ in stops))


def go_on(walk: Walk, stops: Stops, kept: str) -> Move | None:
    """Leaves every run; the call goes on at the place. None when what was kept is not what its checkpoint keeps now."""
    flow, step = stops[-1]
    variables = _kept(walk.line, flow, step, kept)
    if variables is None:
        return None
    frames: list[Frame] = []
    for name, here in stops:
        purpose = Purpose.RUN if frames else Purpose.OUTERMOST
        number = walk.state.serial + 1
        frames.append(Frame(number=number, flow=name, step=here, purpose=purpose, entered=True, visits={here: 1}))
        walk.change(serial=number)
    walk.change(frames=tuple(frames), said=())
    found = walk.step
    within = found.within if isinstance(found, Checkpoint) else None
    walk.change_frame(variables=variables, passed=Passed(step, variables, within))
    walk.steps.append((flow, step))
    return Ends("resumed", normal=True)


def _kept(line: Line, name: str, at: str, written: str) -> dict[str, Value] | None:
    flow = line.flows[name]
    step = flow.step(at)
    try:
        found = json.loads(written)
    except ValueError:
        return None
    if not isinstance(step, Checkpoint) or not isinstance(found, dict) or set(found) != set(step.checkpoint):
        return None
    values: dict[str, Value] = {}
    for each, text in found.items():
        kind = flow.types.get(each)
        if kind is None or not may_keep(kind) or not isinstance(text, str):
            return None
        try:
            values[each] = from_text(text, kind, line.settings.currency)
        except NotOfType:
            return None
    return values

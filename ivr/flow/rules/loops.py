"""A loop that a silent caller can never leave, or a dead end.

What: steps that lead to each other by themselves, again and again: without a choice of the caller, `at_most`, or a
limit of policy.yaml. A dead end is one too, for silence must lead somewhere. The way may lead through other flows;
there `at_most` does not help, for each run counts anew. A loop through a default (the `on` of a flow or of line.yaml)
is a `default-loop`.
Why: a caller who stays silent, or whom nothing can help, would go round for ever, and pay for the minutes.

Bad:
    steps:
      which: {menu: which, choices: {1: done}, on: {'no_input, no_match': sorry}}
      sorry: {say: sorry, to: which}
      done: {hang_up: silent}
Good:
    steps:
      which: {menu: which, choices: {1: done}, at_most: 3, on: {'no_input, no_match': sorry, used_up: done}}
      sorry: {say: sorry, to: which}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.cycles import knots, round_trip
from ivr.flow.rules.base import rule, settled, whole_line
from ivr.flow.silence import Drift, Spot, between, within
from ivr.marks import Complaint, Place


@rule("endless-loop", "default-loop")
def loops(analysis: Analysis) -> Iterator[Complaint]:
    told: set[Spot] = set()
    for flow in analysis.whole():
        if settled(analysis, flow):
            for trip in _trips(within(analysis, flow)):
                told |= {drift.start for drift in trip}
                yield _complaint(analysis, trip)
    if whole_line(analysis):
        for trip in _trips(between(analysis), leaving=True):
            if not told & {drift.start for drift in trip}:
                yield _complaint(analysis, trip)


def _trips(drifts: Iterable[Drift], *, leaving: bool = False) -> Iterator[list[Drift]]:
    """One round trip for each knot of ways; with `leaving`, one that goes from flow to flow."""
    known: dict[tuple[Spot, Spot], Drift] = {}
    edges: dict[Spot, list[Spot]] = {}
    for drift in drifts:
        pair = (drift.start, drift.end)
        if pair not in known or (leaving and drift.leaves):
            known[pair] = drift
        edges.setdefault(drift.start, []).append(drift.end)
        edges.setdefault(drift.end, [])
    for knot in knots(edges):
        leaves = [drift for pair, drift in known.items() if drift.leaves and set(pair) <= knot]
        if leaving and not leaves:
            continue  # within one run, where it was judged already
        start = leaves[0].start if leaving else min(knot, key=list(edges).index)
        stops = round_trip({**edges, start: [leaves[0].end]} if leaving else edges, start, knot)
        pairs = zip(stops, [*stops[1:], stops[0]], strict=True)
        yield [known[pair] for pair in pairs]


def _complaint(analysis: Analysis, trip: list[Drift]) -> Complaint:
    """Told where a default leads back, else where the loop is closed: at the way to its first step."""
    default = next((d for d in trip if d.way is not None and d.way.by in ("flow", "line")), None)
    order = {spot: number for number, spot in enumerate(_spots(analysis))}
    first = min(trip, key=lambda drift: order[drift.end])
    closing = default or first
    flows = {drift.start[0] for drift in trip}
    names = [step if len(flows) == 1 else f"{flow}.{step}" for flow, step in (drift.start for drift in trip)]
    round_ = " > ".join([*names, names[0]])
    if default is not None and default.way is not None:
        message = f"'{default.way.outcome}' leads round for ever: {round_}"
    else:
        message = f"A silent caller goes round here for ever: {round_}"
    step = closing.start[1]
    remedy = f"give '{step}' an 'on' that leads elsewhere" + (
        "" if any(d.leaves for d in trip) else ", or 'at_most: 3'"
    )
    return Complaint(
        _place(analysis, closing), "default-loop" if default is not None else "endless-loop", message, remedy
    )


def _spots(analysis: Analysis) -> Iterator[Spot]:
    return ((flow.name, step.name) for flow, step in analysis.draft.steps())


def _place(analysis: Analysis, drift: Drift) -> Place:
    step = analysis.draft.flows[drift.start[0]].steps[drift.start[1]]
    if drift.way is None:
        return step.at("run")
    if drift.way.through:
        return step.place
    return drift.way.written.place("to")

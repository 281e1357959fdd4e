"""A default that leads to itself.

What: a flow's or the line's handler of an outcome leads to where the same outcome is handled by it again. Why: a
caller who stays silent would go round for ever.

Bad: `on: {no_input: menu}` for the flow, where `menu` does not handle `no_input`. Good: `menu` has `at_most: 3`, or an
`on` of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow
from ivr.flow.outcomes import HUNG_UP
from ivr.flow.rules.base import rule
from ivr.marks import Complaint


@rule("default-loop")
def default_loop(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow in analysis.whole():
        for outcome, written in flow.handlers.items():
            to = written.target.to
            if to is not None and _again(analysis, flow, to, outcome, "flow"):
                yield Complaint(
                    written.place("to"),
                    "default-loop",
                    f"'{outcome}' leads to '{to}', which ends in '{outcome}' and comes here again",
                    f"give '{to}' an 'on' of its own, or 'at_most: 3'",
                )
    for outcome, written in draft.handlers.items():
        to = written.target.to
        if to is not None and to in draft.flows and not draft.flows[to].broken:
            first = draft.flows[to].order[0]
            if _again(analysis, draft.flows[to], first, outcome, "line"):
                yield Complaint(
                    written.place("to"),
                    "default-loop",
                    f"'{outcome}' leads to the flow '{to}', whose first step ends in '{outcome}' and comes here again",
                    f"give '{first}' an 'on' of its own",
                )


def _again(analysis: Analysis, flow: DraftFlow, step: str, outcome: str, by: str) -> bool:
    """Whether the step hands the outcome back to the same default, without a limit of its own."""
    drafted = flow.steps.get(step)
    if drafted is None or drafted.step.at_most is not None or outcome == HUNG_UP:
        return False
    return any(way.outcome == outcome and way.by == by for way in analysis.ways[flow.name][step])

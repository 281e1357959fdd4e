"""A step that no caller can come to.

What: no way from the flow's first step leads to it.
Why: it is dead weight, or a `to` that was forgotten.

Bad:
    steps:
      hello: {say: hello, to: done}
      news: {say: news}
      done: {hang_up: silent}
Good:
    steps:
      hello: {say: hello}
      news: {say: news}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow
from ivr.flow.rules.base import rule, targets
from ivr.marks import Complaint


@rule("unreachable-step")
def unreachable(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        if any(analysis.outcomes(step) is None for step in flow.steps.values()):
            continue  # where an unknown action leads is not known
        if any(each.target.to is not None and each.target.to not in flow.steps for each in targets(flow)):
            continue  # nor where a misspelt target was to lead
        reached = _reached(analysis, flow)
        for name, step in flow.steps.items():
            if name not in reached:
                yield Complaint(
                    step.place, "unreachable-step", f"Nothing leads to '{name}'", "lead to it, or remove it"
                )


def _reached(analysis: Analysis, flow: DraftFlow) -> set[str]:
    waiting = [flow.order[0]]
    if flow.requires is not None and "not_verified" in flow.handlers:
        to = flow.handlers["not_verified"].target.to
        waiting += [to] if to is not None else []
    reached: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here in reached or here not in flow.steps:
            continue
        reached.add(here)
        waiting += [way.next for way in analysis.ways[flow.name][here] if way.next is not None]
    return reached

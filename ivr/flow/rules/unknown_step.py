"""A target that is not a step of this flow.

What: `to` names a step that is not there.
Why: the call would have nowhere to go. Another flow is reached by `run`,
and comes back; its steps cannot be reached from outside.

Bad:
    steps:
      hello: {say: hello, to: dnoe}
      done: {hang_up: silent}
Good:
    steps:
      hello: {say: hello, to: done}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft, DraftFlow
from ivr.flow.rules.base import rule, targets
from ivr.marks import Complaint, nearest


@rule("unknown-step")
def unknown_step(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow in draft.flows.values():
        known = {*flow.steps, *flow.broken}
        for written in targets(flow):
            to = written.target.to
            if to is not None and to not in known:
                yield Complaint(
                    written.place("to"),
                    "unknown-step",
                    f"There is no step '{to}' here",
                    _remedy(draft, flow, to, known),
                )


def _remedy(draft: Draft, flow: DraftFlow, to: str, known: set[str]) -> str:
    if to in draft.flow_names:
        return f"'{to}' is a flow: make a step 'run: {to}'"
    close = nearest(to, known)
    owner = next((each.name for each in draft.flows.values() if each is not flow and to in each.steps), None)
    if owner is not None and not close.startswith("did you mean"):
        return f"it is a step of the flow '{owner}': make a step 'run: {owner}'"
    return close

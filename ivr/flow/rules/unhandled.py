"""An outcome that nobody handles.

What: a step can end in a way for which neither the step, nor the flow, nor the line says where to go. Some outcomes
(a card declined, a payment unknown) need words of their own: only the step itself may handle those.
Why: the call
would have nowhere to go.

Bad:
    requires: verified
    steps:
      amounts: {do: payment.amounts, save: owed}
      done: {hang_up: silent}
Good:
    requires: verified
    steps:
      amounts: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': done}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.ways import handler_of
from ivr.marks import Complaint


@rule("unhandled-outcome")
def unhandled(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow, step in draft.steps():
        open_ = list(_open(analysis, flow, step))
        if open_:
            names = " and ".join(f"'{name}'" for name in open_)
            yield Complaint(
                step.place,
                "unhandled-outcome",
                f"Nobody says what happens when '{step.name}' ends in {names}",
                f"add 'on: {{{open_[0]}: ...}}' to the step",
            )
    for flow in draft.flows.values():
        if flow.requires is not None and handler_of(draft, flow, None, "not_verified") is None:
            yield Complaint(
                flow.at("requires"),
                "unhandled-outcome",
                "Nobody says what happens when the caller cannot be verified ('not_verified')",
                "add 'on: {not_verified: ...}' to the flow or to line.yaml",
            )


def _open(analysis: Analysis, flow: DraftFlow, step: DraftStep) -> Iterator[str]:
    found = analysis.outcomes(step)
    for outcome in found.others if found is not None else ():
        local = found is not None and outcome in found.local
        if (outcome not in step.handlers) if local else (handler_of(analysis.draft, flow, step, outcome) is None):
            yield outcome

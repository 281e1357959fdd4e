"""An action that needs a fresh code, done without one.

What: the action's contract wants some of its inputs named by a fresh code, and no `confirm` step of the flow comes
before it.
Why: it would always be refused.

Bad:
    requires: verified
    steps:
      offer: {do: deferral.offer, with: {days: 7}, save: terms, on: {too_long: done}}
      agree: {ask: agree, for: consent, save: agreed, on: {no: done}}
      request:
        do: deferral.request
        with:
          {days: 7, amount: $terms.amount, new_date: $terms.new_date, cost: $terms.cost,
           reason: moving, agreed: $agreed}
        on: {'referred, not_eligible': done}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    agree = Until { $terms-new-date }, for { $terms-cost }?
Good:
    requires: verified
    steps:
      offer: {do: deferral.offer, with: {days: 7}, save: terms, on: {too_long: done}}
      agree: {ask: agree, for: consent, save: agreed, on: {no: done}}
      code:
        confirm: deferral.request
        with: {days: 7, amount: $terms.amount, new_date: $terms.new_date, cost: $terms.cost}
        prompt: code
        on: {'wrong, expired, used_up': done}
      request:
        do: deferral.request
        with:
          {days: 7, amount: $terms.amount, new_date: $terms.new_date, cost: $terms.cost,
           reason: moving, agreed: $agreed}
        on: {'referred, not_eligible': done}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    agree = Until { $terms-new-date }, for { $terms-cost }?
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Confirm, Do
from ivr.marks import Complaint


@rule("confirmation")
def confirmation(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow, step in draft.steps():
        kind = step.step
        if isinstance(kind, Confirm) and kind.confirm in draft.contracts:
            if not draft.contracts[kind.confirm].confirms:
                yield Complaint(
                    step.at("confirm"), "confirmation", f"'{kind.confirm}' needs no code", "remove this step"
                )
        elif isinstance(kind, Do) and kind.do in draft.contracts and draft.contracts[kind.do].confirms:
            before = [
                each.name
                for each in flow.steps.values()
                if isinstance(each.step, Confirm) and each.step.confirm == kind.do
            ]
            if not flow.broken and not any(_leads(analysis, flow, each, step.name) for each in before):
                yield Complaint(
                    step.at("do"),
                    "confirmation",
                    f"'{kind.do}' needs a fresh code, and no step before it asks for one",
                    f"add a step 'confirm: {kind.do}' with the same values before it",
                )


def _leads(analysis: Analysis, flow: DraftFlow, start: str, end: str) -> bool:
    waiting, seen = [start], set[str]()
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen and here in flow.steps:
            seen.add(here)
            waiting += [way.next for way in analysis.ways[flow.name][here] if way.next is not None]
    return False

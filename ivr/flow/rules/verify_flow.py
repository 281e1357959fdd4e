"""A verify flow that requires what it is for.

What: the flow that line.yaml names as `verify` has `requires`, at its top or in a step.
Why: it is run to become sure
of the caller; it cannot ask for that first.

Bad:
    steps:
      hello: {run: verify, on: {not_verified: done}}
      done: {hang_up: silent}
    # verify.yaml
    requires: verified
    on: {not_verified: {return: not_verified}}
    steps:
      done: {return: done}
Good:
    steps:
      hello: {run: verify}
      done: {hang_up: silent}
    # verify.yaml
    steps:
      done: {return: done}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Requires
from ivr.marks import Complaint


@rule("verify-requires")
def verify_flow(analysis: Analysis) -> Iterator[Complaint]:
    flow = analysis.draft.flows.get(analysis.draft.settings.verify)
    if flow is None:
        return
    places = [flow.at("requires")] if flow.requires is not None else []
    places += [step.at("requires") for step in flow.steps.values() if isinstance(step.step, Requires)]
    for place in places:
        yield Complaint(
            place, "verify-requires", "The line's verify flow cannot require what it is there to find out", "remove it"
        )

"""Patience with an action that keeps nobody waiting.

What: `patience` of line.yaml names something else than an action that is done outside our database.
Why: callers wait for those alone (`payment.charge`), so that it would change nothing.

Bad:
    steps:
      done: {hang_up: silent}
    # line.yaml
    patience: {otp.send: {limit: 30}}
Good:
    steps:
      done: {hang_up: silent}
    # line.yaml
    patience: {payment.charge: {limit: 30}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.rules.base import rule
from ivr.marks import Complaint, nearest, place_at


@rule("patience")
def patience(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    waited = [name for name, contract in draft.contracts.items() if contract.outside]
    for name in draft.settings.patience:
        place = place_at(draft.node, ("patience", name))
        if name in draft.contracts and name not in waited:
            yield Complaint(place, "patience", f"Nobody waits for '{name}'", f"only for {', '.join(waited)}")
        elif name not in waited:
            yield Complaint(place, "patience", f"There is no action '{name}'", nearest(name, waited))

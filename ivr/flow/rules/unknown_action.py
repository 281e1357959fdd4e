"""An action that is not there.

What: `do`, `check` or `confirm` names an action nobody wrote.
Why: nothing would be done. `ivr actions` lists them.

Bad:
    steps:
      code: {do: otp.sned}
      done: {hang_up: silent}
Good:
    steps:
      code: {do: otp.send}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND, QUEUE_ENTER, RESUME_FIND, RESUME_TAKE
from ivr.flow.draft import DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Ask, Confirm, Do
from ivr.marks import Complaint, Place, nearest

OWN = {
    QUEUE_ENTER: "a 'queue' step",
    CONFIRM_SEND: "a 'confirm' step",
    CONFIRM_CHECK: "a 'confirm' step",
    **dict.fromkeys((RESUME_FIND, RESUME_TAKE), "a 'resume' step"),
}
"""Actions that the engine asks for itself, and the step that stands for them."""


@rule("unknown-action")
def unknown_action(analysis: Analysis) -> Iterator[Complaint]:
    contracts = analysis.draft.contracts
    for _, step in analysis.draft.steps():
        for action, place in _actions(step):
            if action in OWN:
                yield Complaint(place, "unknown-action", f"'{action}' is not done by flows", f"make it {OWN[action]}")
            elif action not in contracts:
                known = [name for name in contracts if name not in OWN]
                yield Complaint(place, "unknown-action", f"There is no action '{action}'", nearest(action, known))


def _actions(step: DraftStep) -> Iterator[tuple[str, Place]]:
    kind = step.step
    if isinstance(kind, Do):
        yield kind.do, step.at("do")
    elif isinstance(kind, Confirm):
        yield kind.confirm, step.at("confirm")
    elif isinstance(kind, Ask) and kind.check is not None:
        yield kind.check.do, step.at("check", "do")

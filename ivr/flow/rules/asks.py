"""Options of an ask that its answer cannot have.

What: limits on what has no order, a `length` of what is not digits, yes and no said back, a code that is not secret.
Why: they could not be held.

Bad:
    steps:
      who: {ask: who, for: email, min: 5}
      done: {hang_up: silent}
Good:
    steps:
      much: {ask: much, for: money, min: 5.00}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Ask
from ivr.flow.verbs.ask import LIMITED, Answer
from ivr.marks import Complaint

LONG = (Answer.DIGITS, Answer.CODE, Answer.ACCOUNT, Answer.NUMBER)
PLAIN = (Answer.YES_NO, Answer.CONSENT)


@rule("ask-option", "secret")
def asks(analysis: Analysis) -> Iterator[Complaint]:
    for _, step in analysis.draft.steps():
        if isinstance(step.step, Ask):
            yield from _held(step, step.step)


def _held(step: DraftStep, ask: Ask) -> Iterator[Complaint]:
    def refuse(key: str, message: str, remedy: str) -> Complaint:
        return Complaint(step.at(key), "ask-option", message, remedy)

    for key, limit in (("min", ask.min), ("max", ask.max)):
        if limit is not None and ask.for_ not in LIMITED:
            yield refuse(key, f"An answer 'for: {ask.for_}' has no '{key}'", "limits are for " + ", ".join(LIMITED))
        elif limit is not None and ask.secret:
            yield refuse(key, f"A secret answer has no '{key}'", "its check decides")
    if ask.length is not None:
        least, _, most = ask.length.partition("-")
        if ask.for_ not in LONG:
            yield refuse("length", f"An answer 'for: {ask.for_}' has no length", "a length is for " + ", ".join(LONG))
        elif not 1 <= int(least) <= int(most or least):
            yield refuse("length", f"'{ask.length}' is no length", "write it as 6 or 4-8")
    if ask.confirm is not None and ask.for_ in PLAIN:
        yield refuse("confirm", "Yes and no are not said back", "remove 'confirm'")
    if ask.for_ is Answer.CODE and not ask.secret:
        yield Complaint(
            step.at("for"), "secret", "A code is a secret", "add 'secret: true' and a 'check' that uses $answer"
        )

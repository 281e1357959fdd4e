"""A secret that would leave its step.

What: `$answer` anywhere but in the `check` of a secret ask; an input for secrets given anything else; an answer given
to an input that is none for secrets; a check that does not use the answer.
Why: what is a variable can be written
down, spoken and stored, and a code or a PIN must never be.

Bad:
    steps:
      code: {ask: code, for: code, secret: true, save: it,
        check: {do: otp.check, with: {given: $answer}}, on: {'wrong, expired': done}}
      done: {hang_up: silent}
Good:
    steps:
      code: {ask: code, for: code, secret: true,
        check: {do: otp.check, with: {given: $answer}}, on: {'wrong, expired': done}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftStep
from ivr.flow.names import root, variable
from ivr.flow.rules.base import rule
from ivr.flow.value_uses import ValueUse, of_flow, of_target
from ivr.flow.verbs import Ask
from ivr.marks import Complaint

ANSWER = "$answer"


@rule("secret")
def secrets(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    uses = [use for flow in draft.flows.values() for use in of_flow(draft, flow)]
    uses += [use for written in draft.handlers.values() for use in of_target(written, None)]
    for use in uses:
        yield from _held(use)
    for _, step in draft.steps():
        if isinstance(step.step, Ask):
            yield from _of_ask(step, step.step)


def _of_ask(step: DraftStep, ask: Ask) -> Iterator[Complaint]:
    if ask.secret and ask.check is None:
        yield Complaint(
            step.at("secret"), "secret", "A secret answer is used in this step", "add a 'check' that uses $answer"
        )
    if ask.check is not None and not ask.secret:
        yield Complaint(
            step.at("check"), "secret", "A 'check' is for secret answers", "add 'secret: true', or use a 'do' step"
        )
    elif ask.check is not None and ANSWER not in ask.check.with_.values():
        yield Complaint(step.at("check"), "secret", "The check does not use the answer", "give it one input as $answer")
    if ask.secret and ask.save is not None:
        yield Complaint(step.at("save"), "secret", "A secret answer is never saved", "use it in 'check'")
    if ask.secret and ask.confirm is not None:
        yield Complaint(step.at("confirm"), "secret", "A secret answer is never said back", "remove 'confirm'")


def _held(use: ValueUse) -> Iterator[Complaint]:
    answer = root(variable(use.text) or "") == "answer"
    if answer and not use.checked:
        yield Complaint(use.place, "secret", "The answer to a secret is nowhere but in its 'check'", "use it there")
    elif answer and use.into is not None and not use.into.secret:
        yield Complaint(use.place, "secret", "This input is not for secrets", "give it a variable or text")
    elif use.into is not None and use.into.secret and use.text != ANSWER:
        yield Complaint(
            use.place,
            "secret",
            "This input is for a secret, which is never a variable or written down",
            "ask for it with 'secret: true' and 'check', and give $answer there",
        )

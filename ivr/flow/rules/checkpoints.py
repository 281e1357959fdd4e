"""A checkpoint that nobody can go on from, or a question whether to go on where there is nothing.

What: a checkpoint in a line in which no step asks `resume`; a `resume` in a line that has no checkpoint; either of them
in the flow that verifies callers, which another call cannot begin in the middle of.
Why: the checkpoint would never be of use, and the question never be asked.

Bad:
    steps:
      here: {checkpoint: nothing}
      done: {hang_up: silent}
Good:
    steps:
      cut_off: {resume: cut-off, on: {'no, no_input, no_match, not_verified': here}}
      here: {checkpoint: nothing}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft, DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Checkpoint, Resume
from ivr.marks import Complaint


@rule("checkpoint")
def checkpoints(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    made = [(flow.name, step) for flow, step in draft.steps() if isinstance(step.step, Checkpoint)]
    asked = [(flow.name, step) for flow, step in draft.steps() if isinstance(step.step, Resume)]
    whole = not draft.broken and not any(flow.broken for flow in draft.flows.values())
    for flow, step in made:
        if flow == draft.settings.verify:
            yield _verifying(step, "checkpoint")
        elif whole and not asked:
            yield Complaint(
                step.at("checkpoint"),
                "checkpoint",
                "Nobody is ever asked whether to go on here",
                f"ask it with a step such as 'cut_off: {{resume: cut-off}}' in '{draft.settings.start}'",
            )
    for flow, step in asked:
        if flow == draft.settings.verify:
            yield _verifying(step, "resume")
        elif whole and not _of_use(draft, made):
            yield Complaint(
                step.at("resume"),
                "checkpoint",
                "There is no checkpoint that a caller could go on at",
                "add one to a flow, or remove this",
            )


def _of_use(draft: Draft, made: list[tuple[str, DraftStep]]) -> bool:
    return any(flow != draft.settings.verify for flow, _ in made)


def _verifying(step: DraftStep, verb: str) -> Complaint:
    return Complaint(
        step.at(verb), "checkpoint", "The line's verify flow always begins at its beginning", "put it into another flow"
    )

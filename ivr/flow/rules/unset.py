"""A variable that is not set on some path.

What: a step, a condition or a prompt reads a variable that a call can come to without ever having been given it. Why:
on that path there is nothing to say or do. A result exists only after the outcome that gives it. The complaint names
the shortest path.

Bad: `pay-paid` says { $payment-reference } after `declined`. Good: it is said only after the charge went through.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis, condition_uses
from ivr.flow.assignment import Assigned, assigned
from ivr.flow.conditions import names
from ivr.flow.draft import DraftFlow, Written
from ivr.flow.names import root, variable
from ivr.flow.prompt_uses import of_flow as prompts_of
from ivr.flow.prompt_variables import Needs, needs
from ivr.flow.rules.base import rule
from ivr.flow.value_uses import of_flow as values_of
from ivr.marks import Complaint, Place


@rule("unset-variable")
def unset(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        if any(analysis.outcomes(step) is None for step in flow.steps.values()):
            continue  # where an unknown action leads is not known
        known = assigned(analysis, flow)
        for step, place, name, written, how in _read(analysis, flow):
            there = known.after(step, written)
            if name in analysis.types(flow) and there is not None and name not in there:
                yield _complaint(known, step, place, name, written, how)


def _read(analysis: Analysis, flow: DraftFlow) -> Iterator[tuple[str | None, Place, str, Written | None, str]]:
    """Every reading of a variable: step, place, the variable, the target that reads it, and what reads it."""
    for use in values_of(analysis.draft, flow):
        path = variable(use.text)
        if path is not None and root(path) not in use.before:
            yield use.step, use.place, root(path), use.written, use.text
    for condition in condition_uses(flow):
        for path in names(condition.text):
            yield condition.step, condition.place, root(path), None, "the condition"
    for prompt in prompts_of(flow):
        for need in needs(analysis.draft, prompt.prompt, analysis.types(flow), prompt.extra):
            if need.path is not None:
                yield prompt.step, prompt.place, root(need.path), prompt.written, _said(prompt.prompt, need)


def _said(prompt: str, need: Needs) -> str:
    return f"{{ ${need.name} }} in the prompt '{prompt}'"


def _complaint(
    known: Assigned, step: str | None, place: Place, name: str, written: Written | None, how: str
) -> Complaint:
    path = known.path_without(name, step, written)
    by = f" (on the path {' > '.join(path)})" if path else ""
    return Complaint(
        place,
        "unset-variable",
        f"'{name}' may not be set here{by}, and {how} needs it",
        "set it on every path here, or come here only where it is set",
    )

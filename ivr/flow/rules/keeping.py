"""A checkpoint that keeps what it may not.

What: `checkpoint` names a variable there is not, names one twice, or one that is not an answer of the caller: what an
action or another flow told, an item of a list, an amount, a card, a consent, a choice whose value is read from one of
these. A checkpoint that keeps anything stands in a flow that `requires` to know the caller.
Why: when the caller rings back, what the business told may have changed, and is read again; to what it costs they say
yes again. What one caller said must not be heard by another who rings from the same telephone.

Bad:
    requires: verified
    steps:
      cut_off: {resume: cut-off, on: {'no, no_input, no_match': owed}}
      owed: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': done}}
      here: {checkpoint: owed}
      tell: {say: tell}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    tell = You owe { $owed-full }.
Good:
    requires: verified
    steps:
      cut_off: {resume: cut-off, on: {'no, no_input, no_match': here}}
      here: {checkpoint: nothing}
      owed: {do: payment.amounts, save: owed, on: {'nothing_owed, already_in_progress': done}}
      tell: {say: tell}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    tell = You owe { $owed-full }.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.keeping import may_keep
from ivr.flow.names import RESERVED, variable
from ivr.flow.rules.base import rule
from ivr.flow.types import describe
from ivr.flow.verbs import Ask, Checkpoint, Menu, Set
from ivr.flow.ways import saves
from ivr.marks import Complaint, Place, nearest, nodes

ANSWERS = "an answer of the caller: what is asked for, or a choice with a value that stands in the flow"


@rule("kept-variable")
def keeping(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        for step in flow.steps.values():
            if isinstance(step.step, Checkpoint) and step.step.checkpoint:
                yield from _of_step(analysis, flow, step, step.step)


def _of_step(analysis: Analysis, flow: DraftFlow, drafted: DraftStep, step: Checkpoint) -> Iterator[Complaint]:
    if flow.requires is None:
        yield Complaint(
            drafted.at("checkpoint"),
            "kept-variable",
            f"'{flow.name}' does not require to know the caller, and what is kept could be heard by another",
            "add 'requires: verified' to the flow, or write 'checkpoint: nothing'",
        )
        return
    known = {name for each in flow.steps.values() for name in _given(each)} | set(flow.takes)
    for number, name in enumerate(step.checkpoint):
        place = _place(drafted, number)
        if name in step.checkpoint[:number]:
            yield Complaint(place, "kept-variable", f"'{name}' is kept twice", "keep one of them")
        elif name not in known or name in RESERVED:
            yield Complaint(place, "kept-variable", f"There is no variable '{name}'", nearest(name, known))
        elif (why := _not_an_answer(analysis, flow, name)) is not None:
            yield Complaint(place, "kept-variable", f"'{name}' is {why}, and is not kept", f"keep only {ANSWERS}")


def _place(drafted: DraftStep, number: int) -> Place:
    """Of the name; a lone one may stand without brackets."""
    several = isinstance(drafted.node.get("checkpoint"), nodes.Sequence)
    return drafted.at("checkpoint", number) if several else drafted.at("checkpoint")


def _given(step: DraftStep) -> frozenset[str]:
    return saves(step) | (frozenset(step.step.set) if isinstance(step.step, Set) else frozenset())


def _not_an_answer(analysis: Analysis, flow: DraftFlow, name: str) -> str | None:
    """What a variable is instead of an answer; None when it is one."""
    kind = analysis.types(flow).get(name)
    if kind is not None and not may_keep(kind):
        return f"of the type {describe(kind)}"
    for each in flow.steps.values():
        step = each.step
        if name not in _given(each) or isinstance(step, Ask):
            continue
        texts = [step.set[name]] if isinstance(step, Set) else []
        if isinstance(step, Menu):
            texts = [option.value for option in step.choices.values() if option.value is not None]
        if not texts:
            return f"what '{each.name}' was told"
        if any(variable(text) is not None for text in texts):
            return f"copied from a variable in '{each.name}'"
    return None

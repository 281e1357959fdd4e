"""A hang-up that speaks.

What: what `hung_up` leads to says something or asks something.
Why: nobody is there any more. It may lead to `do`,
`set`, `when`, `take` and `return` alone.

Bad:
    steps:
      which: {menu: which, choices: {1: done}, on: {hung_up: {say: bye, hang_up: silent}}}
      done: {hang_up: silent}
Good:
    steps:
      which: {menu: which, choices: {1: done}, on: {hung_up: {hang_up: silent}}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, Written
from ivr.flow.outcomes import HUNG_UP
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Do, HangUp, Language, Return, Set, Take, When
from ivr.marks import Complaint

SILENT = (Do, Set, When, Take, Return, HangUp, Language)


@rule("hung-up")
def hung_up(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    if HUNG_UP in draft.handlers:
        yield from _speaks(draft.handlers[HUNG_UP])
        if (to := draft.handlers[HUNG_UP].target.to) is not None:
            place = draft.handlers[HUNG_UP].place("to")
            yield Complaint(
                place, "hung-up", f"A call that has ended does not go on in '{to}'", "handle hung_up in the flow"
            )
    for flow in draft.flows.values():
        handlers = [flow.handlers, *(step.handlers for step in flow.steps.values())]
        for written in (each[HUNG_UP] for each in handlers if HUNG_UP in each):
            yield from _speaks(written)
            yield from _walked(analysis, flow, written)


def _speaks(written: Written) -> Iterator[Complaint]:
    target = written.target
    for key, prompt in (("say", target.say), ("hang_up", target.hang_up if target.hang_up != "silent" else None)):
        if prompt is not None:
            yield Complaint(
                written.place(key), "hung-up", f"Nobody is there any more to hear '{prompt}'", "remove what is said"
            )


def _walked(analysis: Analysis, flow: DraftFlow, written: Written) -> Iterator[Complaint]:
    """The first steps on the silent way that are not silent, told at the handler."""
    seen: set[str] = set()
    waiting = [written.target.to] if written.target.to is not None else []
    while waiting:
        here = waiting.pop()
        if here in seen or here not in flow.steps:
            continue
        seen.add(here)
        step = flow.steps[here]
        if not isinstance(step.step, SILENT):
            yield Complaint(
                written.place("to"),
                "hung-up",
                f"'hung_up' leads to '{here}', and nobody is there any more to hear it",
                "lead it to silent steps: do, set, when, take, return",
            )
            continue
        own = [way for way in analysis.ways[flow.name][here] if way.by in ("way", "step")]
        waiting += [way.next for way in own if way.next is not None]

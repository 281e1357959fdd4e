"""A target that leads two ways, or none.

What: more than one of `to`, `return` and `hang_up` in one place; `with` where nothing takes it; an `else` with a
target beside it; a handler of line.yaml that leads nowhere.
Why: only one of them could happen.

Bad:
    steps:
      hello: {say: hello, to: done, return: done}
      done: {hang_up: silent}
Good:
    steps:
      hello: {say: hello, to: done}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftStep, Written
from ivr.flow.rules.base import rule
from ivr.flow.verbs import When
from ivr.flow.ways import leads, written_ways
from ivr.marks import Complaint, nodes, place_at

WAYS = ("to", "return", "hang_up")


@rule("two-ways", "leads-nowhere")
def two_ways(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for flow, step in draft.steps():
        (_, normal), *inner = written_ways(step)
        yield from _held(normal, inputs=step.step.takes_inputs)
        for written in (*(each for _, each in inner), *step.handlers.values(), *flow.handlers.values()):
            yield from _held(written)
        yield from _beside_else(step)
    for written in draft.handlers.values():
        yield from _held(written)
        if not leads(written.target):
            yield Complaint(
                written.node.place, "leads-nowhere", "This leads nowhere", "add 'to: ' and a flow, or 'hang_up'"
            )


def _held(written: Written, *, inputs: bool = False) -> Iterator[Complaint]:
    node = written.node
    if not isinstance(node, nodes.Mapping):
        return
    keys = [key for key, _ in node if key.value in WAYS]
    if len(keys) > 1:
        first, second = keys[0].value, keys[1]
        yield Complaint(
            second.place, "two-ways", f"This leads two ways: '{first}' and '{second.value}'", "keep one of them"
        )
    given = node.key("with")
    if given is not None and written.target.return_ is None and not inputs:
        yield Complaint(given.place, "two-ways", "Nothing takes what 'with' gives here", "it goes with 'return'")


def _beside_else(step: DraftStep) -> Iterator[Complaint]:
    for number, branch in enumerate(step.step.when if isinstance(step.step, When) else ()):
        if branch.else_ is not None and (leads(branch) or branch.say is not None):
            place = place_at(step.node, ("when", number, "else"))
            yield Complaint(
                place, "two-ways", "'else' holds all of its target", "write it as 'else: {say: ..., to: ...}'"
            )

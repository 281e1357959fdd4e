"""What each flow may return: from its steps, its targets, and the handlers its steps fall back on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.draft import Draft, DraftFlow
from ivr.flow.outcomes import needs_verification
from ivr.flow.types import Record
from ivr.flow.ways import handler_of, ways, written_ways

Shapes = Mapping[str, frozenset[str]]
"""By flow, the outcomes it may return."""


def returned(draft: Draft) -> dict[str, frozenset[str]]:
    """The outcomes of every flow that is known whole.

    A `run` passes another flow's return to a handler of flow or line, which may return in turn: so all are found
    together, growing until nothing is new.
    """
    found: dict[str, frozenset[str]] = {name: frozenset() for name in draft.flows}
    while True:
        known: dict[str, dict[str, Record | None]] = {name: dict.fromkeys(sorted(each)) for name, each in found.items()}
        grown = {name: frozenset(_of(draft, known, flow)) for name, flow in draft.flows.items()}
        if grown == found:
            return {name: each for name, each in found.items() if not draft.flows[name].broken}
        found = grown


def _of(draft: Draft, known: Mapping[str, Mapping[str, Record | None]], flow: DraftFlow) -> Iterator[str]:
    for step in flow.steps.values():
        for _, written in [*written_ways(step), *step.handlers.items()]:
            if written.target.return_ is not None:
                yield written.target.return_
        for way in ways(draft, known, flow, step):
            if way.returns is not None:
                yield way.returns
    if needs_verification(flow):
        handler = handler_of(draft, flow, None, "not_verified")
        if handler is not None and handler[1].target.return_ is not None:
            yield handler[1].target.return_

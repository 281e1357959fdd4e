"""A flow that is not there.

What: `run`, or `start`, `verify`, `anywhere`, `on` of line.yaml, name a flow without a file.
Why: the call would
have nowhere to go. A flow that the line itself begins can be given nothing, so it must not have `takes`.

Bad:
    steps:
      other: {run: verfiy}
      done: {hang_up: silent}
Good:
    steps:
      other: {run: verify}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Run
from ivr.marks import Complaint, Place, nearest


@rule("unknown-flow", "missing-key")
def unknown_flow(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for _, step in draft.steps():
        if isinstance(step.step, Run) and step.step.run not in draft.flow_names:
            yield _unknown(draft, step.step.run, step.at("run"))
    for name, place in _of_the_line(draft):
        if name not in draft.flow_names:
            yield _unknown(draft, name, place)
        elif name in draft.flows and draft.flows[name].takes:
            takes = ", ".join(draft.flows[name].takes)
            yield Complaint(
                place, "unknown-flow", f"'{name}' takes {takes}, which the line cannot give", "name another flow"
            )
    for name, shortcut in draft.settings.anywhere.items():
        if shortcut.run is None and name not in ("repeat", "back"):
            yield Complaint(
                draft.at("anywhere", name), "missing-key", f"'{name}' leads nowhere", "add 'run: ' and a flow"
            )


def _of_the_line(draft: Draft) -> Iterator[tuple[str, Place]]:
    settings = draft.settings
    yield settings.start, draft.at("start")
    yield settings.verify, draft.at("verify")
    for name, shortcut in settings.anywhere.items():
        if shortcut.run is not None:
            yield shortcut.run, draft.at("anywhere", name, "run")
    for written in draft.handlers.values():
        if written.target.to is not None:
            yield written.target.to, written.place("to")


def _unknown(draft: Draft, name: str, place: Place) -> Complaint:
    return Complaint(place, "unknown-flow", f"There is no flow '{name}'", nearest(name, draft.flow_names))

"""A condition that cannot be told.

What: it names a variable that is not there, compares what does not compare, computes, or is always the same.
Why: it
would be a fault in the middle of a call. Amounts have a decimal point, dates are compared with dates and `days(14)`.

Bad:
    requires: verified
    steps:
      owed: {do: account.balance, save: owed}
      tell: {when: [{if: owed.due > 0, say: due}]}
      done: {hang_up: silent}
Good:
    requires: verified
    steps:
      owed: {do: account.balance, save: owed}
      tell: {when: [{if: owed.due > 0.00, say: due}]}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis, condition_uses
from ivr.flow.conditions import Misread
from ivr.flow.draft import DraftFlow
from ivr.flow.names import NAME, root
from ivr.flow.rules.base import rule
from ivr.marks import Complaint, Node, Place, nodes


@rule("condition", "unknown-variable", "unknown-word")
def conditions(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.draft.flows.values():
        for use in condition_uses(flow):
            wrong = analysis.conditions[flow.name, use.text]
            if isinstance(wrong, Misread) and not _excused(analysis, flow, use.text, wrong):
                place = _inside(flow.node, use.place, wrong.at)
                yield Complaint(place, wrong.rule, wrong.message, wrong.remedy)


def _excused(analysis: Analysis, flow: DraftFlow, text: str, wrong: Misread) -> bool:
    """Whether the variable is one of which nothing is known, because something else is wrong."""
    found = NAME.match(text, wrong.at)
    name = root(found.group()) if found is not None else ""
    inferred = analysis.inferred[flow.name]
    known = name in inferred.types and name not in inferred.vague
    return wrong.rule == "unknown-variable" and not known and (name in inferred.vague or bool(flow.broken))


def _inside(root_: Node, place: Place, at: int) -> Place:
    """The place inside a scalar: text on one line, after its quote if it has one."""
    written = _scalar(root_, place)
    if written is None or (at >= len(written.value)) or "\n" in written.value:
        return place
    return Place(place.file, place.line, place.column + at + written.quoted)


def _scalar(node: Node, place: Place) -> nodes.Scalar | None:
    if isinstance(node, nodes.Scalar):
        return node if node.place == place else None
    inside = node.items if isinstance(node, nodes.Sequence) else [each for _, each in node]
    return next((found for each in inside if (found := _scalar(each, place)) is not None), None)

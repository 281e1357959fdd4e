"""A step that leads nowhere.

What: the last of `steps`, or any of `asides`, goes on to a next step that there is not.
Why: nobody would know what
comes then. Asides are reached by name and say where they lead.

Bad:
    steps:
      bye: {say: bye}
Good:
    steps:
      bye: {say: bye, hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.rules.base import rule
from ivr.marks import Complaint


@rule("falls-off")
def falls_off(analysis: Analysis) -> Iterator[Complaint]:
    for flow in analysis.whole():
        for name, step in flow.steps.items():
            if any(way.falls for way in analysis.ways[flow.name][name]):
                what = "is an aside and" if step.aside else "is the last step and"
                yield Complaint(
                    step.place, "falls-off", f"'{name}' {what} leads nowhere", "add 'to', 'return' or 'hang_up'"
                )

"""A result that is not there to be saved.

What: `save` on an action or flow that gives nothing back, or on a menu none of whose choices has a `value`; a `value`
that no `save` keeps.
Why: the variable would never be set.

Bad:
    steps:
      which: {menu: which, save: it, choices: {1: done}}
      done: {hang_up: silent}
Good:
    steps:
      which: {menu: which, save: it, choices: {1: {value: small, to: done}}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Do, Menu, Run
from ivr.marks import Complaint


@rule("nothing-to-save")
def saving(analysis: Analysis) -> Iterator[Complaint]:
    for _, step in analysis.draft.steps():
        kind = step.step
        if isinstance(kind, Menu):
            yield from _of_menu(step, kind)
            continue
        if not isinstance(kind, Do | Run) or kind.save is None:
            continue
        found = analysis.outcomes(step)
        if found is None or found.gives:
            continue
        what = kind.do if isinstance(kind, Do) else kind.run
        yield Complaint(step.at("save"), "nothing-to-save", f"'{what}' gives nothing back", "remove 'save'")


def _of_menu(step: DraftStep, menu: Menu) -> Iterator[Complaint]:
    valued = [key for key, option in menu.choices.items() if option.value is not None]
    if menu.save is not None and not valued:
        yield Complaint(
            step.at("save"), "nothing-to-save", "No choice has a value", "add 'value: ' to them, or remove 'save'"
        )
    for key in valued if menu.save is None else ():
        yield Complaint(
            step.at("choices", key, "value"), "nothing-to-save", "This value is not kept", "add 'save: ' to the menu"
        )

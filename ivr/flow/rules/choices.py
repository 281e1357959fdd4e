"""The keys of menus and the branches of `when`.

What: a choice on something that is no key; a branch without a condition, with two, or behind an `else`.
Why: it could
never be taken.

Bad:
    steps:
      which: {menu: which, choices: {'#': done}}
      done: {hang_up: silent}
Good:
    steps:
      which: {menu: which, choices: {pound: done}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu, When
from ivr.flow.verbs.menu import KEYS
from ivr.marks import Complaint, nearest, place_at

_SIGNS = {"#": "pound", "*": "star", "hash": "pound"}


@rule("unknown-choice", "branch")
def choices(analysis: Analysis) -> Iterator[Complaint]:
    for _, step in analysis.draft.steps():
        if isinstance(step.step, Menu):
            for key in step.step.choices:
                if key not in KEYS:
                    remedy = f"write '{_SIGNS[key]}'" if key in _SIGNS else nearest(key, KEYS)
                    yield Complaint(
                        place_at(step.node, ("choices", key)), "unknown-choice", f"'{key}' is not a key", remedy
                    )
        elif isinstance(step.step, When):
            yield from _branches(step, step.step)


def _branches(step: DraftStep, when: When) -> Iterator[Complaint]:
    for number, branch in enumerate(when.when):
        place = step.at("when", number)
        given = [word for word in (branch.if_, branch.unless, branch.else_) if word is not None]
        if not given:
            yield Complaint(place, "branch", "This branch has no condition", "add 'if', 'unless' or 'else'")
        elif len(given) > 1:
            yield Complaint(place, "branch", "This branch has more than one condition", "make it two branches")
        elif branch.else_ is not None and number + 1 < len(when.when):
            yield Complaint(place, "branch", "No branch after this 'else' is ever tried", "put 'else' last")

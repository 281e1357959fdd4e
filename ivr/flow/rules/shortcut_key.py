"""A choice on a key that the line keeps for a shortcut.

What: a menu has a choice on a key of `anywhere`, or two shortcuts have one key.
Why: one of the two could never be
reached.

Bad:
    steps:
      which: {menu: which, choices: {0: done}}
      done: {hang_up: silent}
    # line.yaml
    anywhere: {agent: {key: 0, run: main}}
Good:
    steps:
      which: {menu: which, choices: {1: done}}
      done: {hang_up: silent}
    # line.yaml
    anywhere: {agent: {key: 0, run: main}}
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu
from ivr.marks import Complaint, place_at

MANY = 3
"""Choices that a shortcut may hide before it is the shortcut that is told of."""


@rule("shortcut-key")
def shortcut_key(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    taken: dict[str, str] = {}
    for name, shortcut in draft.settings.anywhere.items():
        if shortcut.key in taken:
            yield Complaint(
                draft.at("anywhere", name, "key"),
                "shortcut-key",
                f"Key {shortcut.key} is '{taken[shortcut.key]}' already",
                "take another key",
            )
        taken.setdefault(shortcut.key, name)
    hidden: dict[str, list[Complaint]] = {}
    for _, step in draft.steps():
        for key in step.step.choices if isinstance(step.step, Menu) else ():
            if key in taken:
                place, remedy = place_at(step.node, ("choices", key)), "take another key for this choice"
                told = Complaint(place, "shortcut-key", f"Key {key} is '{taken[key]}' from anywhere", remedy)
                hidden.setdefault(key, []).append(told)
    for key, choices in hidden.items():
        if len(choices) <= MANY:
            yield from choices
            continue
        first = min(choices).place  # the slip is the shortcut
        yield Complaint(
            draft.at("anywhere", taken[key], "key"),
            "shortcut-key",
            f"Key {key} is a choice of {len(choices)} menus as well (the first in {first.file}, line {first.line})",
            "take another key for the shortcut",
        )

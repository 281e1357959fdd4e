"""Two things that a caller would pick by the same word.

What: a word of `.hear-...` is given for two choices of a menu, or for a choice and a shortcut of `anywhere`; or two
shortcuts have the same word. Words are the same without case, accents and punctuation. A menu may use the words of a
shortcut that leads to its own flow.
Why: the line could not tell which was meant: it would take neither, or the shortcut would be out of reach.

Bad:
    steps:
      which: {menu: which, choices: {1: done, 2: done}}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    which = Which?
        .choice-1 = To pay, press 1.
        .choice-2 = To stop, press 2.
        .hear-1 = pay, yes
        .hear-2 = stop, Yes!
Good:
    steps:
      which: {menu: which, choices: {1: done, 2: done}}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    which = Which?
        .choice-1 = To pay, press 1.
        .choice-2 = To stop, press 2.
        .hear-1 = pay, yes
        .hear-2 = stop, no
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft
from ivr.flow.line_prompts import shortcut_prompt
from ivr.flow.prompts import Catalogue, Part
from ivr.flow.prompts.spoken import fold, phrases
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu
from ivr.marks import Complaint


@rule("same-word")
def same_word(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for catalogue in draft.catalogues.values():
        shortcuts = [
            (name, part)
            for name in draft.settings.anywhere
            if (part := catalogue.part(shortcut_prompt(name), "hear")) is not None
        ]
        yield from _clashes([(f"'{name}' from anywhere", part) for name, part in shortcuts])
        for prompt, keys, around in _menus(draft):
            others = [(f"'{name}' from anywhere", part) for name, part in shortcuts if name not in around]
            yield from _clashes([*others, *_choices(catalogue, prompt, keys)])


def _menus(draft: Draft) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
    """Each menu's prompt and keys, and the shortcuts that lead to its flow; alike ones once."""
    seen: set[tuple[str, tuple[str, ...], frozenset[str]]] = set()
    for flow, step in draft.steps():
        if isinstance(step.step, Menu):
            around = frozenset(name for name, each in draft.settings.anywhere.items() if each.run == flow.name)
            seen.add((step.step.menu, tuple(step.step.choices), around))
    yield from sorted(seen, key=lambda each: (each[0], each[1]))


def _choices(catalogue: Catalogue, prompt: str, keys: tuple[str, ...]) -> list[tuple[str, Part]]:
    found = [(key, catalogue.part(prompt, f"hear-{key}")) for key in keys]
    return [(f"choice {key}", part) for key, part in found if part is not None]


def _clashes(named: list[tuple[str, Part]]) -> Iterator[Complaint]:
    """Told at the later of two, once for each pair."""
    taken: dict[str, str] = {}
    for name, part in named:
        told: set[str] = set()
        for word in phrases(part.text):
            other = taken.get(fold(word), name)
            if other != name and other not in told:
                told.add(other)
                yield Complaint(
                    part.place, "same-word", f"'{word}' picks {other} already", "give each a word of its own"
                )
        for word in phrases(part.text):
            taken.setdefault(fold(word), name)

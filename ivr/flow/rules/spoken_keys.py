"""A menu that names a key it has not, or does not name one that it has.

What: the text of a menu, of a choice or of what is said after silence tells callers to press a key that is neither a
choice nor a shortcut, `line-yes-no` one that is neither 1 nor 2, `anywhere-agent` one that is not its own; `.choice-3`
does not name key 3; a choice that nothing says, in some language. Keys count as digits and in words (`press three`,
`oprima el tres`, `按三`). A choice may also be offered by sentences said on the way to the menu; star and pound may go
unsaid, for a menu that is merely ready for them.
Why: callers press what they hear.

Bad:
    steps:
      which: {menu: which, choices: {1: done}}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    which = Welcome.
        .choice-1 = To pay, press three.
Good:
    steps:
      which: {menu: which, choices: {1: done}}
      done: {hang_up: silent}
    # prompts/en-US.ftl
    which = Welcome.
        .choice-1 = To pay, press one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.line_prompts import shortcut_prompt
from ivr.flow.prompts import Catalogue, Part
from ivr.flow.prompts.keys import known, named, pressed
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Ask, Menu, Resume, Say
from ivr.flow.verbs.ask import Answer
from ivr.marks import Complaint

_AGAIN = ("no_input", "no_match")
DIGITS = frozenset("0123456789")


@rule("wrong-key", "unnamed-key")
def spoken_keys(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    anywhere = {shortcut.key for shortcut in draft.settings.anywhere.values()}
    keys: dict[str, set[str]] = {}
    for _, step in draft.steps():
        kind = step.step
        if isinstance(kind, Menu):
            keys.setdefault(kind.menu, set()).update(kind.choices)
        elif isinstance(kind, Ask) and kind.for_ in (Answer.YES_NO, Answer.CONSENT):
            keys.setdefault(kind.ask, set()).update("12", {"star"})
        elif isinstance(kind, Resume):
            keys.setdefault(kind.resume, set()).update("12", {"star"})
        if isinstance(kind, Ask) and kind.confirm is not None:
            keys.setdefault(kind.confirm, set()).update("12", {"star"})
    own_prompts = {"line-yes-no": {"1", "2", "star"}}
    own_prompts |= {shortcut_prompt(name): {each.key, "star"} for name, each in draft.settings.anywhere.items()}
    for catalogue in draft.catalogues.values():
        for prompt, own in keys.items():
            yield from _wrong(catalogue, prompt, own | anywhere)
        for prompt, own in own_prompts.items():
            yield from _wrong(catalogue, prompt, own)
    for flow, step in draft.steps():
        if isinstance(step.step, Menu):
            for catalogue in draft.catalogues.values():
                yield from _unnamed(analysis, flow, step, step.step, catalogue)


def _wrong(catalogue: Catalogue, prompt: str, keys: set[str]) -> Iterator[Complaint]:
    entry = catalogue.entries.get(prompt)
    for attribute, part in entry.parts.items() if entry is not None else ():
        kind, _, key = (attribute or "").partition("-")
        if attribute is not None and kind not in (*_AGAIN, "choice"):
            continue
        if kind == "choice" and key not in keys:
            continue  # a choice that the menu has not: told as that
        for each in dict.fromkeys(pressed(_text(catalogue, part), catalogue.language)):
            if each not in keys:
                yield Complaint(
                    part.place, "wrong-key", f"'{prompt}' says key {each}, which does nothing here", "name another key"
                )
        if kind == "choice" and key in keys and not named(_text(catalogue, part), key, catalogue.language):
            yield Complaint(
                part.place, "wrong-key", f"'.{attribute}' of '{prompt}' does not name key {key}", "say which key it is"
            )


def _unnamed(
    analysis: Analysis, flow: DraftFlow, step: DraftStep, menu: Menu, catalogue: Catalogue
) -> Iterator[Complaint]:
    entry = catalogue.entries.get(menu.menu)
    if entry is None or not known(catalogue.language):
        return
    told = set(pressed(_text(catalogue, entry.parts.get(None)), catalogue.language))
    if not told and not any((attribute or "").startswith("choice-") for attribute in entry.parts):
        return  # it offers no keys at all, but words
    unsaid = [key for key in menu.choices if f"choice-{key}" not in entry.parts and key not in told and key in DIGITS]
    before = _said_before(analysis, flow, step) if unsaid else set()
    for key in unsaid:
        if key not in before:
            yield Complaint(
                entry.place,
                "unnamed-key",
                f"'{menu.menu}' does not say choice {key} in {catalogue.language}",
                f"add '.choice-{key} = ...'",
            )


def _said_before(analysis: Analysis, flow: DraftFlow, step: DraftStep) -> set[str]:
    """The keys named, in any language, by the sentences said on the way to the step."""
    found: set[str] = set()
    into: dict[str, list[str]] = {}
    for name in flow.steps:
        for way in analysis.ways[flow.name][name]:
            into.setdefault(way.next or "", []).append(name)
    waiting, seen = list(into.get(step.name, [])), set[str]()
    while waiting:
        here = waiting.pop()
        kind = flow.steps[here].step
        if here in seen or isinstance(kind, Menu | Ask):
            continue
        seen.add(here)
        waiting += into.get(here, [])
        for each in analysis.draft.catalogues.values() if isinstance(kind, Say) else ():
            if isinstance(kind, Say):
                found |= set(pressed(_text(each, each.part(kind.say)), each.language))
    return found


def _text(catalogue: Catalogue, part: Part | None) -> str:
    """All that a part may say, its variants and what it includes with it."""
    if part is None:
        return ""
    return " ".join(each.whole for each in catalogue.reach(part.of, part.attribute))

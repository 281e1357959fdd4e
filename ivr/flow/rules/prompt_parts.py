"""What a prompt refers to, and what its attributes are called.

What: a function there is not, another prompt or `-term` that is not in this language, a prompt that includes itself;
an attribute with a name that nothing looks for, or for a key its menu does not have.
Why: it would never be heard, or
break when it is.

Bad:
    steps:
      hello: {say: hello, hang_up: silent}
    # prompts/en-US.ftl
    hello = Hello, { UPPER($call-language) }.
Good:
    steps:
      hello: {say: hello, hang_up: silent}
    # prompts/en-US.ftl
    hello = Hello, { SPELL($call-language) }.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft
from ivr.flow.prompt_uses import of_flow
from ivr.flow.prompts import Catalogue, Entry, Part
from ivr.flow.prompts.functions import FUNCTIONS
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Menu
from ivr.marks import Complaint, nearest

_CARD = [part + error for part in ("number", "expiry", "code", "postcode") for error in ("", "-error", "-timeout")]
_NAMES = ("no_input", "no_match", "too_low", "too_high", "wrong", "longer", "hear", "subject", "processing", *_CARD)
_KNOWN = re.compile(
    r"(no_input|no_match)(-[2-9])?|choice-([0-9]|star|pound)|hear-[a-z0-9_]+|audio(-.+)?|processing-(error|timeout)|"
    + "|".join(_NAMES)
)
_KEYED = re.compile(r"(choice|hear)-([0-9]|star|pound)")


@rule("unknown-function", "unknown-reference", "unknown-attribute")
def prompt_parts(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    keys = _menus(draft)
    said = {use.prompt for flow in draft.flows.values() for use in of_flow(flow)}
    whole = not any(flow.broken for flow in draft.flows.values()) and not draft.broken
    for catalogue in draft.catalogues.values():
        for entry in catalogue.entries.values():
            for part in entry.parts.values():
                yield from _references(catalogue, part)
            if not entry.id.startswith("-"):
                yield from _attributes(entry, keys.get(entry.id, set()) if entry.id in said and whole else None)


def _menus(draft: Draft) -> Mapping[str, set[str]]:
    """The keys of all menus that say a prompt."""
    found: dict[str, set[str]] = {}
    for _, step in draft.steps():
        if isinstance(step.step, Menu):
            found.setdefault(step.step.menu, set()).update(step.step.choices)
    return found


def _references(catalogue: Catalogue, part: Part) -> Iterator[Complaint]:
    for name, place in part.functions.items():
        if name not in FUNCTIONS:
            yield Complaint(place, "unknown-function", f"There is no function '{name}'", nearest(name, FUNCTIONS))
    for each in part.references:
        shown = each.name if each.attribute is None else f"{each.name}.{each.attribute}"
        if catalogue.part(each.name, each.attribute) is None:
            if each.name not in catalogue.broken:
                remedy = nearest(each.name, catalogue.entries)
                yield Complaint(each.place, "unknown-reference", f"There is no '{shown}' in this language", remedy)
        elif any(
            inner.of == part.of and inner.attribute == part.attribute
            for inner in catalogue.reach(each.name, each.attribute)
        ):
            yield Complaint(each.place, "unknown-reference", f"'{part.of}' includes itself here", "write the text out")


def _attributes(entry: Entry, keys: set[str] | None) -> Iterator[Complaint]:
    for attribute, part in entry.parts.items():
        if attribute is None:
            continue
        if not _KNOWN.fullmatch(attribute):
            known = [*_NAMES, "choice-1", "hear-1", "audio"]
            yield Complaint(
                part.place, "unknown-attribute", f"Nothing looks for '.{attribute}'", nearest(attribute, known)
            )
        keyed = _KEYED.fullmatch(attribute)
        if keyed is not None and keys is not None and keyed.group(2) not in keys:
            has = f"its keys are {', '.join(sorted(keys))}: remove this, or give the menu the key"
            what = has if keys else "no menu says this prompt"
            yield Complaint(part.place, "unknown-attribute", f"'{entry.id}' has no choice '{keyed.group(2)}'", what)

"""A prompt that is not the same in every language.

What: a prompt, or an attribute of it, that some language of the line lacks; one that names other variables than in
the line's first language; a language without a file; a prompt of the line itself that is nowhere.
Why: callers in
that language would hear nothing, or something else. Recordings (`.audio`) may differ.

Bad:
    steps:
      hello: {say: hello, hang_up: silent}
    # line.yaml
    languages: {en-US: {name: English}, es-US: {name: Español}}
    # prompts/en-US.ftl
    hello = Hello.
        .no_input = Hello?
    # prompts/es-US.ftl
    hello = Hola.
Good:
    steps:
      hello: {say: hello, hang_up: silent}
    # line.yaml
    languages: {en-US: {name: English}, es-US: {name: Español}}
    # prompts/en-US.ftl
    hello = Hello.
    # prompts/es-US.ftl
    hello = Hola.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from ivr.flow.analysis import Analysis
from ivr.flow.draft import Draft
from ivr.flow.line_prompts import LINE_PROMPTS, SHORTCUT, shortcut_prompt
from ivr.flow.prompts import Catalogue, Entry
from ivr.flow.rules.base import rule
from ivr.marks import Complaint, Place


@rule("missing-prompt", "prompt-variables", "missing-file")
def prompt_languages(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    read = {language: each for language, each in draft.catalogues.items() if not each.unreadable}
    languages = [language for language in draft.settings.languages if language in read]
    for language in draft.settings.languages:
        if language not in draft.catalogues:
            yield Complaint(
                draft.at("languages", language),
                "missing-file",
                f"There is no prompts/{language}.ftl",
                "every language of the line has its prompts",
            )
    for language in languages:
        here = draft.catalogues[language]
        for other in (draft.catalogues[name] for name in languages if name != language):
            alone = [name for name in other.entries if name not in here.entries]
            for entry in here.entries.values():
                if not entry.id.startswith("-") and entry.id not in other.broken:
                    yield from _missing(entry, other, alone)
    for name in languages[1:]:
        yield from _variables(draft.catalogues[languages[0]], draft.catalogues[name])
    yield from _of_the_line(draft, languages)


def _missing(entry: Entry, other: Catalogue, alone: list[str]) -> Iterator[Complaint]:
    """`alone`: the prompts that only the other language has: one of them may be this one, misspelt here or there."""
    there = other.entries.get(entry.id)
    if there is None:
        near = get_close_matches(entry.id, alone, 1, 0.85)
        remedy = f"it has '{near[0]}': give both one name" if near else f"write it in {other.file}"
        yield Complaint(entry.place, "missing-prompt", f"'{entry.id}' is not in {other.language}", remedy)
        return
    for attribute, part in entry.parts.items():
        if attribute not in there.parts and not (attribute or "").startswith("audio"):
            name = f"'.{attribute}' of '{entry.id}'" if attribute is not None else f"The text of '{entry.id}'"
            yield Complaint(
                part.place, "missing-prompt", f"{name} is not in {other.language}", f"write it in {other.file}"
            )


def _variables(first: Catalogue, other: Catalogue) -> Iterator[Complaint]:
    for entry in other.entries.values():
        for attribute, part in entry.parts.items():
            if entry.id.startswith("-") or first.part(entry.id, attribute) is None:
                continue
            here, there = other.variables(entry.id, attribute), first.variables(entry.id, attribute)
            more = [name for name in here if name not in there]
            less = [name for name in there if name not in here]
            if more or less:
                place = here[more[0]] if more else part.place
                what = f"says '${more[0]}', which" if more else f"does not say '${less[0]}', which"
                tail = "does not" if more else "does"
                yield Complaint(
                    place,
                    "prompt-variables",
                    f"'{entry.id}' {what} {first.language} {tail}",
                    "say the same in every language",
                )


def _of_the_line(draft: Draft, languages: list[str]) -> Iterator[Complaint]:
    needed = {name: each for name, each in LINE_PROMPTS.items() if not each.optional}
    needed |= {shortcut_prompt(name): SHORTCUT for name in draft.settings.anywhere}
    for name, prompt in needed.items():
        if not any(name in draft.catalogues[language].entries for language in languages):
            for language in languages[:1]:
                catalogue = draft.catalogues[language]
                if name not in catalogue.broken:
                    yield Complaint(
                        Place(catalogue.file),
                        "missing-prompt",
                        f"The line needs the prompt '{name}'",
                        prompt.when,
                    )
            continue
        for language in languages:
            entry = draft.catalogues[language].entries.get(name)
            for attribute in prompt.attributes if entry is not None else ():
                if entry is not None and attribute not in entry.parts:
                    yield Complaint(
                        entry.place, "missing-prompt", f"'{name}' needs '.{attribute}'", "write it under the prompt"
                    )

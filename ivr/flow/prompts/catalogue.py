"""The prompts of one language as they are written, each thing at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from fluent.syntax import FluentParser, ast

from ivr.flow.prompts.depth import MAX_BRACES, MAX_CHAIN, chained, too_deep
from ivr.flow.prompts.parts import Part, Reference, Spots, part
from ivr.marks import Complaint, Place, decode

__all__ = ["Catalogue", "Entry", "Part", "Reference", "catalogue"]


@dataclass(frozen=True)
class Entry:
    """A message, or a term (its id then begins with `-`). `parts` by attribute; None is the text itself."""

    id: str
    place: Place
    parts: Mapping[str | None, Part]


@dataclass(frozen=True)
class Catalogue:
    """All prompts of a language. `broken` are ids of messages that did not parse: their complaint is made already.
    Of an `unreadable` file nothing is known."""

    language: str
    file: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    resource: ast.Resource = field(default_factory=ast.Resource)
    unreadable: bool = False
    _named: dict[tuple[str, str | None], dict[str, Place]] = field(default_factory=dict, compare=False, repr=False)
    _reached: dict[tuple[str, str | None], tuple[Part, ...]] = field(default_factory=dict, compare=False, repr=False)

    def part(self, prompt: str, attribute: str | None = None) -> Part | None:
        entry = self.entries.get(prompt)
        return entry.parts.get(attribute) if entry is not None else None

    def reach(self, prompt: str, attribute: str | None = None) -> tuple[Part, ...]:
        """The part and every part it includes by reference, each once."""
        known = self._reached.get((prompt, attribute))
        if known is None:
            known = self._reached[prompt, attribute] = self._reach(prompt, attribute)
        return known

    def _reach(self, prompt: str, attribute: str | None) -> tuple[Part, ...]:
        found: dict[tuple[str, str | None], Part] = {}
        waiting = [(prompt, attribute)]
        while waiting:
            here = waiting.pop()
            if here not in found and (written := self.part(*here)) is not None:
                found[here] = written
                waiting += [(each.name, each.attribute) for each in written.references]
        return tuple(found.values())

    def variables(self, prompt: str, attribute: str | None = None) -> Mapping[str, Place]:
        """The variables a caller of this part must have at hand. A term has none: it hears only its arguments."""
        known = self._named.get((prompt, attribute))
        if known is None:
            known = self._named[prompt, attribute] = self._variables(prompt, attribute)
        return known

    def _variables(self, prompt: str, attribute: str | None) -> dict[str, Place]:
        return {
            name: place
            for each in self.reach(prompt, attribute)
            if not each.of.startswith("-")
            for name, place in each.variables.items()
        }


def catalogue(source: bytes, file: str, language: str) -> tuple[Catalogue, list[Complaint]]:
    """The prompts in a file, and every complaint about how they are written."""
    found, complaints = _read(source, file, language)
    return found, list(complaints)


@lru_cache(maxsize=8)  # a change touches one file, and parsing the others again is most of what a check costs
def _read(source: bytes, file: str, language: str) -> tuple[Catalogue, tuple[Complaint, ...]]:
    found, complaints = _parsed(source, file, language)
    return found, tuple(complaints)


def _parsed(source: bytes, file: str, language: str) -> tuple[Catalogue, list[Complaint]]:
    text, complaints = decode(source, file, "prompt")
    if text is None:
        return Catalogue(language, file, unreadable=True), complaints
    spots = Spots(file, text)
    if (at := too_deep(text)) is not None:
        refusal = Complaint(spots.place(at), "prompt-depth", f"Braces are nested more than {MAX_BRACES} deep here")
        return Catalogue(language, file, unreadable=True), [refusal]
    resource = FluentParser(with_spans=True).parse(text)
    entries: dict[str, Entry] = {}
    broken: set[str] = set()
    for item in resource.body:
        if isinstance(item, ast.Junk):
            broken |= set(re.findall(r"(?m)^(-?[a-zA-Z][\w-]*)[ ]*=", item.content or ""))
            complaints.append(_junk(item, spots))
        elif isinstance(item, ast.Message | ast.Term):
            entry = _entry(item, spots)
            complaints += _twice(item, entry, entries, spots)
            entries.setdefault(entry.id, entry)
    if (deep := chained({name: each.parts.values() for name, each in entries.items()})) is not None:
        message = f"Prompts that include each other are nested more than {MAX_CHAIN} deep here"
        refusal = Complaint(entries[deep].place, "prompt-depth", message, "write them out")
        return Catalogue(language, file, unreadable=True), [refusal]
    return Catalogue(language, file, entries, frozenset(broken), resource), complaints


def _entry(item: ast.Message | ast.Term, spots: Spots) -> Entry:
    name = f"-{item.id.name}" if isinstance(item, ast.Term) else item.id.name
    parts: dict[str | None, Part] = {}
    if item.value is not None:
        parts[None] = part(name, None, item.value, spots.of(item), spots)
    for attribute in item.attributes:
        parts.setdefault(attribute.id.name, part(name, attribute.id.name, attribute.value, spots.of(attribute), spots))
    return Entry(name, spots.of(item), parts)


def _twice(
    item: ast.Message | ast.Term, entry: Entry, entries: Mapping[str, Entry], spots: Spots
) -> Iterator[Complaint]:
    if entry.id in entries:
        first = entries[entry.id].place.line
        yield Complaint(
            entry.place,
            "duplicate-prompt",
            f"'{entry.id}' is here a second time (first in line {first})",
            "keep one of them; the first would silently win",
        )
    seen: set[str] = set()
    for attribute in item.attributes:
        if attribute.id.name in seen:
            yield Complaint(
                spots.of(attribute),
                "duplicate-prompt",
                f"'.{attribute.id.name}' is here a second time in '{entry.id}'",
                "keep one of them",
            )
        seen.add(attribute.id.name)


def _junk(item: ast.Junk, spots: Spots) -> Complaint:
    note = item.annotations[0] if item.annotations else None
    place = spots.of(note if note is not None else item)
    message = f"This is not a prompt: {note.message if note is not None else ''}".rstrip(": ")
    if message.endswith('"}"') and note is not None and note.span is not None and item.span is not None:
        # Fluent is at its wits' end where the brace should close: an author looks for where it opens.
        opened = (item.content or "")[: note.span.start - item.span.start].rfind("{")
        place, message = spots.place(item.span.start + max(opened, 0)), "This brace is not closed as it must be"
    return Complaint(
        place,
        "prompt-syntax",
        message,
        "a prompt is 'name = text', its attributes are indented '.choice-1 = text', a variable is { $name }",
    )

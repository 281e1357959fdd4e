"""The variables a prompt needs, found among a flow's: `$owed-due-date` is `owed.due_date`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.draft import Draft
from ivr.flow.names import in_prompts, leaves
from ivr.flow.types import Type
from ivr.marks import Place


@dataclass(frozen=True)
class Needs:
    """A variable that a prompt names. `path` is the flow's variable it stands for; None where it is one that only this
    prompt has, or (`known` empty) none at all. `known`: all that it may stand for; more than one is ambiguous."""

    name: str
    place: Place
    path: str | None
    known: tuple[str, ...]


def needs(draft: Draft, prompt: str, types: Mapping[str, Type], extra: Mapping[str, Type]) -> Iterator[Needs]:
    """What a prompt, with all its attributes, needs in every language."""
    at_hand: dict[str, list[str]] = {}
    for path in leaves(types):
        at_hand.setdefault(in_prompts(path), []).append(path)
    own = {in_prompts(path) for path in leaves(extra)}
    for written in draft.catalogues.values():
        entry = written.entries.get(prompt)
        for attribute in entry.parts if entry is not None else ():
            for name, place in written.variables(prompt, attribute).items():
                known = tuple(at_hand.get(name, ()))
                mine = name in own
                yield Needs(name, place, None if mine or len(known) != 1 else known[0], (name,) if mine else known)

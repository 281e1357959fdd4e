"""The types of a flow's variables: what it takes, what its steps save and set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ivr.flow.draft import Draft, DraftFlow, DraftStep
from ivr.flow.known_types import ANSWERS, named_types, taken
from ivr.flow.line import CALL, CALLER
from ivr.flow.literals import fits, type_of
from ivr.flow.names import type_at, variable
from ivr.flow.outcomes import Returns
from ivr.flow.types import (
    CARD,
    TEXT,
    Choice,
    Record,
    Single,
    Type,
)  # fmt: skip
from ivr.flow.verbs import Ask, Do, Menu, Pay, Run, Set, Take
from ivr.marks import Place


@dataclass(frozen=True)
class Given:
    """One giving of a value to a variable. A `literal` is text: its type is the words given in all such places."""

    variable: str
    type: Type | None
    place: Place
    literal: str | None = None


@dataclass(frozen=True)
class Inferred:
    """types: of every variable known. vague: variables set by something unknown, of which nothing can be said.
    clashes: each second giving that has another type than the first."""

    types: Mapping[str, Type]
    vague: frozenset[str] = frozenset()
    clashes: tuple[tuple[Given, Type], ...] = field(default=())


def infer(draft: Draft, returns: Returns, flow: DraftFlow) -> Inferred:
    """The types of a flow's variables. A variable may be set from another: so passes are made until nothing is new."""
    known = named_types(draft.contracts)
    start: dict[str, Type] = {"call": CALL, "caller": CALLER}
    start |= {name: known[of] for name, of in flow.takes.items() if of in known}
    types, every = dict(start), list[Given]()
    for _ in range(len(flow.steps) + 2):
        every = [given for step in flow.steps.values() for given in _of(draft, returns, step, types)]
        found = start | {name: kind for name, kind in _joined(every, start).items() if kind is not None}
        if found == types:
            break
        types = found
    vague = {given.variable for given in every if given.type is None and given.literal is None}
    vague |= {name for name, of in flow.takes.items() if of not in known}
    clashes = tuple(
        (given, types[given.variable])
        for given in every
        if given.variable not in vague and not _agrees(given, types[given.variable], draft.settings.currency)
    )
    return Inferred({name: kind for name, kind in types.items() if name not in vague}, frozenset(vague), clashes)


def _joined(every: Iterable[Given], start: Mapping[str, Type]) -> dict[str, Type | None]:
    """The type of each variable: the first it is given, widened by words; of texts alone, what they look like."""
    found: dict[str, Type | None] = dict(start)
    texts: dict[str, list[str]] = {}
    for given in every:
        if given.literal is not None:
            texts.setdefault(given.variable, []).append(given.literal)
        elif given.type is not None:
            found[given.variable] = join(found.get(given.variable), given.type)
    for name, words in texts.items():
        before = found.get(name)
        if before is None:
            found[name] = type_of(name, words)
        elif isinstance(before, Choice):
            found[name] = Choice(before.name, tuple(dict.fromkeys((*before.values, *words))))
    return found


def join(one: Type | None, other: Type) -> Type:
    """One type for both; the first where there is none."""
    if isinstance(one, Choice) and isinstance(other, Choice):
        return Choice(one.name, tuple(dict.fromkeys((*one.values, *other.values))))
    return (
        TEXT
        if one is not None and one != other and {type(one), type(other)} == {Choice, Single} and (TEXT in (one, other))
        else one or other
    )


def _agrees(given: Given, kind: Type, currency: str) -> bool:
    if given.literal is not None:
        return fits(given.literal, kind, currency)
    if isinstance(kind, Record) and isinstance(given.type, Record):
        return kind.name == given.type.name
    return given.type is None or (
        join(kind, given.type) == kind
        and (kind in (given.type, TEXT) or (isinstance(kind, Choice) and isinstance(given.type, Choice)))
    )


def _of(draft: Draft, returns: Returns, drafted: DraftStep, types: Mapping[str, Type]) -> Iterator[Given]:
    step = drafted.step
    if isinstance(step, Set):
        for name, text in step.set.items():
            yield _text(name, text, drafted.at("set", name), types)
    elif isinstance(step, Menu) and step.save is not None:
        for key, option in step.choices.items():
            if option.value is not None:
                yield _text(step.save, option.value, drafted.at("choices", key, "value"), types)
    elif isinstance(step, Ask) and step.save is not None:
        yield Given(step.save, ANSWERS[step.for_], drafted.at("save"))
    elif isinstance(step, Pay):
        yield Given(step.save, CARD, drafted.at("save"))
    elif isinstance(step, Take):
        yield Given(step.save, taken(type_at(types, variable(step.from_) or "")), drafted.at("save"))
    elif isinstance(step, Do) and step.save is not None:
        contract = draft.contracts.get(step.do)
        yield Given(step.save, contract.result if contract is not None else None, drafted.at("save"))
    elif isinstance(step, Run) and step.save is not None:
        records = [record for record in returns.get(step.run, {}).values() if record is not None]
        yield Given(step.save, records[0] if records else None, drafted.at("save"))


def _text(name: str, text: str, place: Place, types: Mapping[str, Type]) -> Given:
    path = variable(text)
    if path is None:
        return Given(name, None, place, literal=text)
    return Given(name, type_at(types, path), place)

"""Every place where a flow gives a value: to an action, another flow, a variable, a limit, whoever ran it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivr.flow.contracts import Contract, Input
from ivr.flow.draft import Draft, DraftFlow, DraftStep, Written
from ivr.flow.known_types import ANSWERS, named_types
from ivr.flow.types import Type
from ivr.flow.verbs import Ask, Confirm, Do, Language, Menu, Run, Set, Take
from ivr.flow.verbs.ask import LIMITED
from ivr.flow.ways import written_ways
from ivr.marks import Place, value_place


@dataclass(frozen=True)
class ValueUse:
    """A value as written. `wanted` is the type it must have (None: any); `into` the input it is for. `written` is the
    target that hands it back; `step` is None for a handler of the flow or the line. `before`: variables that the same
    step sets earlier."""

    text: str
    place: Place
    step: str | None
    wanted: Type | None = None
    into: Input | None = None
    checked: bool = False
    """It is in a `check`, where `$answer` is."""
    written: Written | None = field(default=None, compare=False)
    before: frozenset[str] = frozenset()


def of_flow(draft: Draft, flow: DraftFlow) -> Iterator[ValueUse]:
    """All values of a flow."""
    for step in flow.steps.values():
        yield from of_step(draft, step)
    for written in flow.handlers.values():
        yield from of_target(written, None)


def of_step(draft: Draft, drafted: DraftStep) -> Iterator[ValueUse]:
    """All values of a step, those of the targets it writes with them."""
    yield from _of_verb(draft, drafted)
    (_, normal), *inner = written_ways(drafted)
    if not drafted.step.takes_inputs:
        yield from of_target(normal, drafted.name)
    for written in (*(each for _, each in inner), *drafted.handlers.values()):
        yield from of_target(written, drafted.name)


def of_target(written: Written, step: str | None) -> Iterator[ValueUse]:
    """What a target hands back."""
    for name, text in written.target.with_.items():
        yield ValueUse(text, value_place(written.node, ("with", name)), step, written=written)


def _of_verb(draft: Draft, drafted: DraftStep) -> Iterator[ValueUse]:
    step, name = drafted.step, drafted.name
    if isinstance(step, Do):
        yield from _inputs(draft.contracts.get(step.do), step.with_, drafted, ("with",))
    elif isinstance(step, Confirm):
        yield from _inputs(draft.contracts.get(step.confirm), step.with_, drafted, ("with",))
    elif isinstance(step, Run):
        known, run = named_types(draft.contracts), draft.flows.get(step.run)
        takes = {} if run is None else run.takes
        for key, text in step.with_.items():
            yield ValueUse(text, drafted.at("with", key), name, known.get(takes.get(key, "")))
    elif isinstance(step, Set):
        before: frozenset[str] = frozenset()
        for key, text in step.set.items():
            yield ValueUse(text, drafted.at("set", key), name, before=before)
            before |= {key}
    elif isinstance(step, Menu):
        for key, option in step.choices.items():
            if option.value is not None:
                yield ValueUse(option.value, drafted.at("choices", key, "value"), name)
    elif isinstance(step, Ask):
        for key, limit in (("min", step.min), ("max", step.max)):
            if limit is not None:
                wanted = ANSWERS[step.for_] if step.for_ in LIMITED else None
                yield ValueUse(limit, drafted.at(key), name, wanted)
        if step.check is not None:
            contract = draft.contracts.get(step.check.do)
            yield from _inputs(contract, step.check.with_, drafted, ("check", "with"))
    elif isinstance(step, Take):
        yield ValueUse(step.from_, drafted.at("from"), name)
    elif isinstance(step, Language):
        yield ValueUse(step.language, drafted.at("language"), name)


def _inputs(
    contract: Contract | None, given: Mapping[str, str], step: DraftStep, path: tuple[str, ...]
) -> Iterator[ValueUse]:
    for key, text in given.items():
        into = contract.inputs.get(key) if contract is not None else None
        wanted = into.type if into is not None and not into.secret else None
        yield ValueUse(text, step.at(*path, key), step.name, wanted, into, checked=path[0] == "check")

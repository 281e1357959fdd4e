"""What is known of a draft as a whole; found once, for every rule and for the line that is built of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.beneath import with_beneath
from ivr.flow.conditions import Compiled, Misread, compile_condition
from ivr.flow.draft import Draft, DraftFlow, DraftStep, Written
from ivr.flow.inference import Inferred, infer
from ivr.flow.literals import type_of
from ivr.flow.names import type_at, variable
from ivr.flow.outcomes import Outcomes, outcomes
from ivr.flow.returns import returned
from ivr.flow.types import Choice, Field, Record, Type
from ivr.flow.verbs import Menu, When
from ivr.flow.ways import Way, ways, written_ways
from ivr.marks import Place


@dataclass(frozen=True)
class ConditionUse:
    """A condition where it is written: on a choice of a menu or a branch of a `when`."""

    step: str
    text: str
    place: Place


@dataclass(frozen=True)
class Analysis:
    """returns: by flow, each outcome with its record; flows that are not known whole are not in it.
    ways: by flow and step. conditions: by flow and text, compiled or misread."""

    draft: Draft
    returns: Mapping[str, Mapping[str, Record | None]]
    inferred: Mapping[str, Inferred]
    ways: Mapping[str, Mapping[str, tuple[Way, ...]]]
    conditions: Mapping[tuple[str, str], Compiled | Misread]

    def outcomes(self, step: DraftStep) -> Outcomes | None:
        return outcomes(self.draft, self.returns, step)

    def types(self, flow: DraftFlow) -> Mapping[str, Type]:
        return self.inferred[flow.name].types

    def whole(self) -> Iterator[DraftFlow]:
        """The flows all of whose steps could be read: of the others nothing can be said as a whole."""
        return (flow for flow in self.draft.flows.values() if not flow.broken)


def analyse(draft: Draft) -> Analysis:
    """Everything about a draft. What one flow hands back depends on the flows it runs: so it is found in rounds."""
    outcomes_of = returned(draft)
    returns: dict[str, dict[str, Record | None]] = {name: dict.fromkeys(sorted(e)) for name, e in outcomes_of.items()}
    inferred: dict[str, Inferred] = {}
    for _ in range(len(draft.flows) + 1):
        inferred = {name: infer(draft, returns, flow) for name, flow in draft.flows.items()}
        found = {
            name: _records(draft.flows[name], inferred[name].types, outcomes) for name, outcomes in returns.items()
        }
        if found == returns:
            break
        returns = found
    all_ways = {
        name: {step.name: ways(draft, returns, flow, step) for step in flow.steps.values()}
        for name, flow in draft.flows.items()
    }
    conditions = {
        (name, use.text): _compiled(use.text, inferred[name].types)
        for name, flow in draft.flows.items()
        for use in condition_uses(flow)
    }
    return Analysis(draft, returns, inferred, with_beneath(draft, all_ways), conditions)


def condition_uses(flow: DraftFlow) -> Iterator[ConditionUse]:
    """Every condition of a flow."""
    for name, step in flow.steps.items():
        kind = step.step
        if isinstance(kind, Menu):
            for key, option in kind.choices.items():
                for word, text in (("if", option.if_), ("unless", option.unless)):
                    if text is not None:
                        yield ConditionUse(name, text, step.at("choices", key, word))
        elif isinstance(kind, When):
            for number, branch in enumerate(kind.when):
                for word, text in (("if", branch.if_), ("unless", branch.unless)):
                    if text is not None:
                        yield ConditionUse(name, text, step.at("when", number, word))


def returning(flow: DraftFlow) -> Iterator[Written]:
    """Every `return` a flow writes."""
    for step in flow.steps.values():
        for written in [*(w for _, w in written_ways(step)), *step.handlers.values()]:
            if written.target.return_ is not None:
                yield written
    for written in flow.handlers.values():
        if written.target.return_ is not None:
            yield written


def handed_back(written: Written, types: Mapping[str, Type]) -> dict[str, Type | None]:
    """The types of what a `return` hands back; None for what is not known."""
    found: dict[str, Type | None] = {}
    for name, text in written.target.with_.items():
        path = variable(text)
        found[name] = type_of(name, [text]) if path is None else type_at(types, path)
    return found


def _records(
    flow: DraftFlow, types: Mapping[str, Type], outcomes: Mapping[str, Record | None]
) -> dict[str, Record | None]:
    records: dict[str, Record | None] = dict.fromkeys(outcomes)
    for written in returning(flow):
        outcome = written.target.return_ or ""
        fields = {name: Field(kind) for name, kind in handed_back(written, types).items() if kind is not None}
        before = records.get(outcome)
        if fields and before is None:
            records[outcome] = Record(flow.name, fields)
        elif before is not None:
            records[outcome] = Record(flow.name, {n: _wider(f, fields.get(n)) for n, f in before.fields.items()})
    return records


def _wider(one: Field, other: Field | None) -> Field:
    """Words handed back in two places make one enumeration."""
    if other is not None and isinstance(one.type, Choice) and isinstance(other.type, Choice):
        return Field(Choice(one.type.name, tuple(dict.fromkeys((*one.type.values, *other.type.values)))))
    return one


def _compiled(text: str, types: Mapping[str, Type]) -> Compiled | Misread:
    try:
        return compile_condition(text, types)
    except Misread as error:
        return error

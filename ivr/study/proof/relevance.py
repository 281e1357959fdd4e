"""The variables that decide whether an action may be done: the rest is not followed.

Those are what actions get that touch an account, cost something or want a code; what a consent to them names; and what
any of these was copied from, across flows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from ivr.flow.contracts import Contract
from ivr.flow.line import Flow, Line
from ivr.flow.names import in_prompts, leaves, root, variable
from ivr.flow.types import CONSENT, DATE, MONEY
from ivr.flow.verbs import Ask, Confirm, Do, Menu, Run, Set, Step, Target, When
from ivr.flow.verbs.ask import Answer

Relevant = Mapping[str, frozenset[str]]
"""By flow, its variables that are followed."""


def relevant(line: Line) -> Relevant:
    found: dict[str, set[str]] = {name: set() for name in line.flows}
    while True:
        before = sum(map(len, found.values()))
        for flow in line.flows.values():
            for step in (*flow.steps.values(), *flow.asides.values()):
                found[flow.name] |= roots(texts(line, flow, step, found))
                if isinstance(step, Run):
                    _returned(line, step, flow.name, found)
        if sum(map(len, found.values())) == before:
            return {name: frozenset(each) for name, each in found.items()}


def decisive(contract: Contract, given: Mapping[str, str]) -> dict[str, str]:
    """The inputs, of those given, by which an action is judged."""
    figures = {CONSENT, MONEY, DATE} if contract.says else set()
    return {
        name: text
        for name, text in given.items()
        if name in (contract.account, contract.claims, *contract.confirms)
        or (name in contract.inputs and contract.inputs[name].type in figures)
    }


def said(line: Line, flow: Flow, prompt: str) -> dict[str, str]:
    """The variables of the flow that a prompt names, in any language: `price-fee` -> `price.fee`."""
    named = frozenset[str]().union(*(line.prompts.names(each, prompt) for each in line.settings.languages))
    paths = {in_prompts(path): path for path in leaves(flow.types)}
    return {name: paths[name] for name in sorted(named) if name in paths}


def roots(texts: Iterable[str]) -> set[str]:
    """The variables that values begin with."""
    found = {root(path) for text in texts if (path := variable(text)) is not None}
    return found - {"call", "caller", "answer"}


def ways_of(flow: Flow, step: Step) -> Iterator[Target]:
    """Every target a step may follow, its flow's handlers among them; not the line's."""
    yield from (step.onward, *step.on.values(), *flow.on.values())
    if isinstance(step, Menu):
        yield from step.choices.values()
    if isinstance(step, When):
        yield from (branch.else_ or branch for branch in step.when)


def texts(line: Line, flow: Flow, step: Step, found: Mapping[str, AbstractSet[str]]) -> Iterator[str]:
    """The values of a step that are followed, given what is followed already."""
    mine = found[flow.name]
    if isinstance(step, Do) and step.do in line.contracts:
        yield from decisive(line.contracts[step.do], step.with_).values()
    elif isinstance(step, Confirm) and step.confirm in line.contracts:
        yield from decisive(line.contracts[step.confirm], step.with_).values()
    elif isinstance(step, Ask):
        if step.check is not None and step.check.do in line.contracts:
            yield from decisive(line.contracts[step.check.do], step.check.with_).values()
        if step.for_ is Answer.CONSENT and step.save in mine:
            yield from (f"${path}" for path in said(line, flow, step.ask).values())
    elif isinstance(step, Set):
        yield from (text for name, text in step.set.items() if name in mine)
    elif isinstance(step, Menu) and step.save in mine:
        yield from (option.value for option in step.choices.values() if option.value is not None)
    elif isinstance(step, Run) and step.run in found:
        yield from (text for name, text in step.with_.items() if name in found[step.run])


def _returned(line: Line, step: Run, runner: str, found: dict[str, set[str]]) -> None:
    """What a run hands back into a variable that is followed is followed in the flow it runs."""
    if step.save in found[runner] and step.run in line.flows:
        flow = line.flows[step.run]
        for each in (*flow.steps.values(), *flow.asides.values()):
            for target in (*ways_of(flow, each), *line.settings.on.values()):
                found[step.run] |= roots(target.with_.values())

"""What an action or a flow is given.

What: `with` names an input there is not, or leaves out one that is needed.
Why: the action would not know what to do,
or what was meant would be dropped in silence. The proven account need not be given: it is filled in.

Bad:
    requires: verified
    steps:
      price: {do: payment.price, save: price, with: {amuont: 5.00}}
      done: {hang_up: silent}
Good:
    requires: verified
    steps:
      price: {do: payment.price, save: price, with: {amount: 5.00}}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ivr.flow.analysis import Analysis
from ivr.flow.contracts import Contract
from ivr.flow.draft import DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Ask, Confirm, Do, Run
from ivr.marks import Complaint, Place, nearest, place_at


@rule("unknown-input", "missing-input")
def inputs(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for _, step in draft.steps():
        kind = step.step
        if isinstance(kind, Do) and (contract := draft.contracts.get(kind.do)) is not None:
            yield from _held(step, ("with",), kind.with_, contract.inputs, _needed(contract), step.at("do"))
        elif isinstance(kind, Confirm) and (contract := draft.contracts.get(kind.confirm)) is not None:
            yield from _held(
                step, ("with",), kind.with_, contract.confirms or contract.inputs, contract.confirms, step.at("confirm")
            )
        elif isinstance(kind, Ask) and kind.check is not None:
            contract = draft.contracts.get(kind.check.do)
            if contract is not None:
                place = step.at("check", "do")
                yield from _held(step, ("check", "with"), kind.check.with_, contract.inputs, _needed(contract), place)
        elif isinstance(kind, Run) and kind.run in draft.flows:
            takes = draft.flows[kind.run].takes
            yield from _held(step, ("with",), kind.with_, takes, takes, step.at("run"))


def _needed(contract: Contract) -> list[str]:
    return [name for name, each in contract.inputs.items() if each.required and name != contract.account]


def _held(
    step: DraftStep,
    path: tuple[str, ...],
    given: Mapping[str, str],
    known: Iterable[str],
    needed: Iterable[str],
    place: Place,
) -> Iterator[Complaint]:
    names = list(known)
    for name in given:
        if name not in names:
            where = place_at(step.node, (*path, name))
            remedy = nearest(name, names) if names else "it takes nothing: remove 'with'"
            yield Complaint(where, "unknown-input", f"There is no input '{name}' here", remedy)
    missing = [name for name in needed if name not in given]
    if missing:
        yield Complaint(
            place,
            "missing-input",
            "Missing here: " + ", ".join(missing),
            "add " + "'with: {" + ", ".join(f"{name}: ..." for name in missing) + "}'",
        )

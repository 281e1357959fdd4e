"""No secret leaves its step: what the language refuses where it is written, held once more of the line as it is."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.contracts import Contract
from ivr.flow.line import Flow, Line
from ivr.flow.names import root, variable
from ivr.flow.verbs import Ask, Confirm, Do, Menu, Run, Set, Step
from ivr.flow.verbs.ask import Answer
from ivr.marks import Complaint
from ivr.study.proof.relevance import ways_of

ANSWER = "answer"
"""What a check calls the secret."""
_REMEDY = "a secret is asked for with 'secret: true', and given to its 'check' as $answer, and nowhere else"


def secrets(line: Line) -> Iterator[Complaint]:
    for flow in line.flows.values():
        for name in (*flow.steps, *flow.asides):
            step = flow.step(name)
            for reason in (*_kept(line, step), *_handed_on(line, flow, step)):
                yield Complaint(flow.places[name], "access-secret", f"'{name}' {reason}", _REMEDY)


def _kept(line: Line, step: Step) -> Iterator[str]:
    """A secret answer that is kept or said back, or goes where secrets are not kept."""
    if not isinstance(step, Ask):
        return
    if (step.secret or step.for_ is Answer.CODE) and (step.save is not None or step.confirm is not None):
        yield "keeps a secret answer in a variable, or says it back"
    if step.for_ is Answer.CODE and not step.secret:
        yield "asks for a code that is not secret"
    contract = line.contracts.get(step.check.do) if step.check is not None else None
    if step.check is not None and contract is not None:
        yield from (
            f"gives the secret to '{name}' of {contract.name}, which does not take secrets"
            for name, text in step.check.with_.items()
            if _secret(text) and not _takes_secrets(contract, name)
        )


def _handed_on(line: Line, flow: Flow, step: Step) -> Iterator[str]:
    """A secret named outside its check; an input for secrets that is given something else."""
    texts = list(_values(step)) + [text for way in ways_of(flow, step) for text in way.with_.values()]
    if any(_secret(text) for text in texts):
        yield "names $answer outside the check of a secret"
    contract = line.contracts.get(step.do) if isinstance(step, Do) else None
    if contract is not None:
        yield from (f"gives '{name}' what is no secret" for name in step.with_ if _takes_secrets(contract, name))


def _values(step: Step) -> Iterator[str]:
    if isinstance(step, Do | Confirm | Run):
        yield from step.with_.values()
    elif isinstance(step, Set):
        yield from step.set.values()
    elif isinstance(step, Menu):
        yield from (option.value for option in step.choices.values() if option.value is not None)


def _secret(text: str) -> bool:
    path = variable(text)
    return path is not None and root(path) == ANSWER


def _takes_secrets(contract: Contract, name: str) -> bool:
    return name in contract.inputs and contract.inputs[name].secret

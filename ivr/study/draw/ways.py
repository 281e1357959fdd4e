"""The ways out of a step that the flow's author wrote at it. Defaults of the flow and the line are notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Ask, Do, HangUp, Menu, Return, Run, Step, Target, When
from ivr.flow.verbs.ask import Answer


@dataclass(frozen=True)
class Way:
    """One way out: `label` as it is read, `outcomes` as it is counted, `target` with the next step written out.

    normal: the way of the script, not an exception.
    """

    label: str
    outcomes: tuple[str, ...]
    target: Target
    normal: bool


def ways(line: Line, flow: Flow, name: str) -> Iterator[Way]:
    """Every way written at the step `name`, and its normal way; handlers that lead to the same place are one."""
    step = flow.step(name)
    if isinstance(step, Menu):
        for key, option in step.choices.items():
            label = key + _condition(option.if_, option.unless, " ")
            yield Way(label, (key,), flow.onward(name, option), normal=True)
    else:
        yield from _branches(flow, name, step)
        yield from _normal(line, flow, name, step)
    usual = normal_outcome(line, step)
    handlers = {outcome: flow.onward(name, target) for outcome, target in step.on.items() if outcome != usual}
    for outcomes, target in together(handlers):
        yield Way(", ".join(outcomes), outcomes, target, normal="no" in outcomes)


def together(on: Mapping[str, Target]) -> Iterator[tuple[tuple[str, ...], Target]]:
    """Handlers, those that lead to the same place as one."""
    same: dict[str, tuple[list[str], Target]] = {}
    for outcome, target in on.items():
        same.setdefault(target.model_dump_json(), ([], target))[0].append(outcome)
    yield from ((tuple(outcomes), target) for outcomes, target in same.values())


def told(target: Target) -> list[str]:
    """What a target does besides leading to a step: `says pay-said-no`, `returns not_paid`."""
    parts = [f"says {target.say}"] if target.say else []
    if target.return_:
        parts.append(f"returns {target.return_}")
    if target.hang_up and target.hang_up != "silent":
        parts.append(f"says {target.hang_up}")
    return [*parts, "hangs up"] if target.hang_up else parts


def normal_outcome(line: Line, step: Step) -> str | None:
    """The outcome after which the call goes on with the step's own way; None where there is none, as after a flow
    that never returns `done`."""
    if isinstance(step, Run):
        return "done" if "done" in line.flows[step.run].returns else None
    if isinstance(step, Do):
        return line.contracts[step.do].normal
    if isinstance(step, Ask):
        if step.check is not None:
            return line.contracts[step.check.do].normal
        return "yes" if step.for_ in (Answer.YES_NO, Answer.CONSENT) else "given"
    return step.normal


def _branches(flow: Flow, name: str, step: Step) -> Iterator[Way]:
    for number, branch in enumerate(step.when if isinstance(step, When) else (), 1):
        target = flow.onward(name, branch.else_ if branch.else_ is not None else branch)
        label = "else" if branch.else_ is not None else _condition(branch.if_, branch.unless).strip()
        yield Way(label, (str(number),), target, normal=True)


def _normal(line: Line, flow: Flow, name: str, step: Step) -> Iterator[Way]:
    if isinstance(step, When) and any(branch.else_ is not None for branch in step.when):
        return
    outcome = normal_outcome(line, step)
    written = step.on.get(outcome) if outcome is not None else None
    if outcome is None and not isinstance(step, Return | HangUp):
        return
    label = outcome if written is not None or outcome in ("yes", "otherwise") else ""
    target = flow.onward(name, written if written is not None else Target())
    yield Way(label or "", (outcome or step.verb,), target, normal=True)


def _condition(if_: str | None, unless: str | None, before: str = "") -> str:
    if if_ is not None:
        return f"{before}if {if_}"
    return f"{before}unless {unless}" if unless is not None else ""

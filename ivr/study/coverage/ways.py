"""The ways of a line: every way a step can end and so lead on, as the engine would take it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.flow.draft import Draft, DraftStep
from ivr.flow.line import Flow, Line
from ivr.flow.outcomes import outcomes
from ivr.flow.verbs import Confirm, Menu, Requires, Resume, Run, Target, When
from ivr.marks import Place, nodes

HUNG_UP = "hung_up"
LINE = ""
"""Stands for the flow of ways that are the whole line's (shortcuts), and for the step of ways that are a flow's own."""


@dataclass(frozen=True, order=True)
class Way:
    """One way out of a step. `outcome` is the name of how it ended; the key of a menu's choice; for a branch of a
    `when` its number from the top, from 1, or `otherwise`.

    `("", "anywhere", "agent")` is a shortcut; `("pay", "", "not_verified")` what the flow itself requires.
    """

    flow: str
    step: str
    outcome: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.flow, self.step, self.outcome) if part)


def declared(line: Line) -> dict[Way, Target]:
    """Every way of the line, in the order written, with its target.

    How a step can end is what the checker says it is (`ivr.flow.outcomes`). A hang-up counts where somebody handles
    it: elsewhere it leads nowhere.
    """
    found: dict[Way, Target] = {}
    for flow in used(line):
        if flow.requires is not None:
            handler = line.handler(flow.name, None, "not_verified")
            found[Way(flow.name, LINE, "not_verified")] = handler or Target()
        for name in (*flow.steps, *flow.asides):
            found |= {Way(flow.name, name, outcome): target for outcome, target in _of_step(line, flow, name)}
    for name, shortcut in line.settings.anywhere.items():
        found[Way(LINE, "anywhere", name)] = Target(to=shortcut.run)
    return found


def used(line: Line) -> list[Flow]:
    """Every flow, in the order written, but a verify flow that nothing of the line asks for yet."""
    verify = line.settings.verify
    steps = [step for flow in line.flows.values() for step in (*flow.steps.values(), *flow.asides.values())]
    wanted = (
        line.settings.start == verify
        or any(flow.requires is not None for flow in line.flows.values())
        or any(
            isinstance(step, Requires | Resume | Confirm) or (isinstance(step, Run) and step.run == verify)
            for step in steps
        )
        or any(shortcut.run == verify for shortcut in line.settings.anywhere.values())
        or any(target.to == verify for target in line.settings.on.values())
    )
    return [flow for flow in line.flows.values() if wanted or flow.name != verify]


def _of_step(line: Line, flow: Flow, name: str) -> Iterator[tuple[str, Target]]:
    step = flow.step(name)
    if isinstance(step, Menu):
        for key, option in step.choices.items():
            yield key, flow.onward(name, option)
    if isinstance(step, When):
        for number, branch in enumerate(step.when, 1):
            yield str(number), flow.onward(name, branch.else_ or branch)
    ends = outcomes(_draft(line), {each.name: each.returns for each in line.flows.values()}, _drafted(flow, name))
    normal = ends.normal if ends is not None else None
    if step.verb in ("return", "hang_up"):
        normal = step.verb
    if normal is not None and not isinstance(step, Menu):
        yield normal, flow.onward(name, step.on.get(normal) or Target())
    for outcome in ends.free if ends is not None else ():
        yield outcome, flow.onward(name, step.on.get(outcome) or Target())
    for outcome in (*(ends.others if ends is not None else ()), HUNG_UP):
        handler = line.handler(flow.name, name, outcome)
        if handler is not None:
            yield outcome, handler if handler in line.settings.on.values() else flow.onward(name, handler)


_NOWHERE = nodes.Mapping((), Place(""))


def _draft(line: Line) -> Draft:
    """As much of a draft as `outcomes` looks at."""
    return Draft(line.settings, _NOWHERE, {}, contracts=line.contracts)


def _drafted(flow: Flow, name: str) -> DraftStep:
    return DraftStep(name, flow.step(name), _NOWHERE, Place(""), name in flow.asides)


def leads_to(target: Target) -> str:
    """Where a way leads, in a few words: `to pay`, `returns not_paid`, `hangs up`."""
    if target.return_ is not None:
        return f"returns {target.return_}"
    if target.hang_up is not None:
        return f"hangs up with {target.hang_up}"
    return f"to {target.to}" if target.to is not None else "goes on"

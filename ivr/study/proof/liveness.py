"""Which of the variables that are followed may still be read from a step on; the proof forgets the others there.

Two calls that differ in nothing but what is set anew before it is read again are one. A variable counts as read by a
step if any value of the step, or of a target it may follow, names it; and as set anew only on the ways on which every
run of the step sets it. `back` leads to earlier questions like any other way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Ask, Do, Menu, Pay, Run, Set, Step, Take, When
from ivr.flow.verbs.ask import Answer
from ivr.study.proof import leads
from ivr.study.proof.relevance import Relevant, roots, texts, ways_of

Live = Mapping[str, frozenset[str]]
"""By step of a flow, its variables that may be read there or later."""
_Ways = tuple[tuple[str, frozenset[str]], ...]
"""The steps that may follow, each with what is surely set on the way there."""


def live(line: Line, flow: Flow, relevant: Relevant, before: Mapping[str, tuple[str, ...]]) -> Live:
    """`before`: by question, where `back` may lead from it (`trails`)."""
    names, mine = (*flow.steps, *flow.asides), relevant[flow.name]
    if not mine:
        return dict.fromkeys(names, frozenset())
    ways: dict[str, _Ways] = {
        name: (*_ways(line, flow, name), *((one, frozenset[str]()) for one in before.get(name, ()))) for name in names
    }
    found = {name: mine & _read(line, flow, name, relevant) for name in names}
    waiting = True
    while waiting:
        waiting = False
        for name in reversed(names):
            wanted = found[name].union(*(found[following] - set_ for following, set_ in ways[name]))
            waiting = waiting or wanted != found[name]
            found[name] = wanted
    return found


def _read(line: Line, flow: Flow, name: str, relevant: Relevant) -> set[str]:
    """What the step itself reads, or a target that it may follow hands back."""
    step = flow.step(name)
    handed = (text for way in (*ways_of(flow, step), *line.settings.on.values()) for text in way.with_.values())
    return roots((*texts(line, flow, step, relevant), *handed))


def _ways(line: Line, flow: Flow, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    step, none = flow.step(name), frozenset[str]()
    outcome, saved = _saved(line, step)
    found = [(leads.settled(line, flow, name, outcome, normal=True), saved)]
    others = [*(each for key, each in step.on.items() if key != outcome), *flow.on.values(), *line.settings.on.values()]
    if isinstance(step, When):
        others += [branch.else_ or branch for branch in step.when]
    found += [(leads.followed(flow, name, target), none) for target in others]
    if isinstance(step, Menu):
        chosen = frozenset({step.save}) if step.save is not None else none
        found += [
            (leads.followed(flow, name, each), chosen if each.value is not None else none)
            for each in step.choices.values()
        ]
    return ((lead.step, names) for lead, names in found if isinstance(lead, leads.ToStep))


def _saved(line: Line, step: Step) -> tuple[str, frozenset[str]]:
    """The step's normal outcome, and what is set whenever it ends in it. (A menu sets what its choices say.)"""
    outcome = step.normal or ""
    if isinstance(step, Set):
        return outcome, frozenset(step.set)
    if not isinstance(step, Ask | Do | Pay | Run | Take) or step.save is None:
        return outcome, frozenset()
    sets = True
    if isinstance(step, Do):
        contract = line.contracts.get(step.do)
        outcome = (contract.normal if contract is not None else None) or ""
        sets = contract is not None and outcome in contract.gives
    elif isinstance(step, Ask) and step.for_ in (Answer.CONSENT, Answer.YES_NO):
        outcome, sets = "yes", step.for_ is Answer.CONSENT
    elif isinstance(step, Ask):
        sets = step.check is None
    return outcome, frozenset({step.save}) if sets else frozenset()

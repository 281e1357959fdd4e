"""`back`: the questions a caller may go back to.

The engine keeps the last 20 in order. The proof knows of every question which may be asked right before it, and keeps
of a run which of them were asked since something was changed: back leads to one of those. So no going back is missed;
on a path with several of them, fewer may be shown than a caller must press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ivr.flow.line import Flow, Line
from ivr.flow.verbs import Ask, Confirm, Do, Menu
from ivr.study.proof import leads
from ivr.study.proof.relevance import ways_of

Asked = frozenset[str]


@dataclass(frozen=True)
class Trails:
    """The trails of one flow's runs. before: by question, where `back` may lead from it. kept: those questions of which
    it must be known whether they were asked; a caller cannot have passed by the others."""

    before: Mapping[str, tuple[str, ...]] = field(hash=False)
    kept: frozenset[str]

    def visited(self, asked: Asked, question: str) -> Asked:
        """With a question that is asked now."""
        return asked | {question} if question in self.kept else asked

    def back(self, asked: Asked, question: str) -> Iterator[str]:
        """Where `back` may lead from this question."""
        for one in self.before.get(question, ()):
            if one not in self.kept or one in asked:
                yield one


def trails(line: Line, flow: Flow, entries: Iterable[str] = ()) -> Trails:
    """`entries`: where a run of the flow may go on, besides beginning at its first step."""
    names = (*flow.steps, *flow.asides)
    questions = frozenset(name for name in names if isinstance(flow.step(name), Menu | Ask))
    onward = {name: frozenset(_leads(flow, name)) for name in names}
    walked = {name: frozenset[str]() if _changes(line, flow, name) else onward[name] for name in names}
    before: dict[str, set[str]] = {}
    codes: dict[str, set[str]] = {}
    for name in questions:
        for following in _reached(walked, name, questions):
            if following in questions and following != name:
                before.setdefault(following, set()).add(name)
            elif isinstance(flow.step(following), Confirm):
                codes.setdefault(following, set()).add(name)
    for name, asked in codes.items():  # a code is no question that `back` leads to: it leads to the last but one
        before[name] = {one for last in asked for one in before.get(last, ())}
    kept = {
        one
        for name, each in before.items()
        for one in each
        if any(
            one != start and name in {start, *_reached(onward, start, frozenset({one}))}
            for start in (flow.first, *entries)
        )
    }
    return Trails({name: tuple(sorted(each)) for name, each in before.items()}, frozenset(kept))


def _reached(onward: Mapping[str, frozenset[str]], start: str, stops: frozenset[str]) -> frozenset[str]:
    """The steps that are come to from one, not going on from `stops`."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for following in onward[here] - seen if here == start or here not in stops else ():
            seen.add(following)
            waiting.append(following)
    return frozenset(seen)


def _leads(flow: Flow, name: str) -> Iterator[str]:
    """The steps of the flow that a step may lead to."""
    for target in ways_of(flow, flow.step(name)):
        lead = leads.followed(flow, name, target)
        if isinstance(lead, leads.ToStep):
            yield lead.step


def _changes(line: Line, flow: Flow, name: str) -> bool:
    """Whether `back` goes no further than this step."""
    step = flow.step(name)
    contract = line.contracts.get(step.do) if isinstance(step, Do) else None
    return contract is not None and contract.changes

"""A condition that is always the same, and a branch that is never taken.

What: a condition that holds, or fails, whatever its variables are; a branch of `when` that the branches above it leave
nothing for, the `else` among them; a menu none of whose choices may be open.
Why: it looks as if something were decided where nothing is; and with no choice open, nothing could be asked.

Bad:
    requires: verified
    steps:
      check: {do: deferral.check, save: it, on: {'not_eligible, already_asked': done}}
      which:
        when:
          - {if: it.longest > 7 || it.longest <= 7, to: done}
      done: {hang_up: silent}
Good:
    requires: verified
    steps:
      check: {do: deferral.check, save: it, on: {'not_eligible, already_asked': done}}
      which:
        when:
          - {if: it.longest > 7, say: long}
      done: {hang_up: silent}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivr.flow.analysis import Analysis
from ivr.flow.conditions import Compiled, mixtures
from ivr.flow.draft import DraftFlow, DraftStep
from ivr.flow.rules.base import rule
from ivr.flow.verbs import Branch, Menu, Option, When
from ivr.marks import Complaint, Place

Test = tuple[Compiled, bool]
"""A condition, and what it must be."""


@rule("always-same", "never-reached", "no-choice")
def always(analysis: Analysis) -> Iterator[Complaint]:
    for flow, step in analysis.draft.steps():
        kind = step.step
        if isinstance(kind, When):
            yield from _branches(analysis, flow, step, kind.when)
        elif isinstance(kind, Menu):
            yield from _choices(analysis, flow, step, kind)


def _branches(analysis: Analysis, flow: DraftFlow, step: DraftStep, when: Sequence[Branch]) -> Iterator[Complaint]:
    tests: list[Test] = []
    same: set[int] = set()
    for number, branch in enumerate(when):
        if branch.else_ is None:
            test = _test(analysis, flow, branch)
            if test is None:
                return
            complaint = _same(analysis, flow, test[0], _place(step, ("when", number), branch))
            if complaint is not None:
                same.add(number)
                yield complaint
            tests.append(test)
    if same or len(when) < 2:
        return
    taken = _taken(analysis, flow, tests)
    for number in range(len(when)):
        if taken is not None and number not in taken:
            yield Complaint(
                _place(step, ("when", number), when[number]),
                "never-reached",
                "No call comes to this branch: those above it leave nothing for it",
                "remove it, or make the last one above it the 'else'",
            )


def _choices(analysis: Analysis, flow: DraftFlow, step: DraftStep, menu: Menu) -> Iterator[Complaint]:
    tests = []
    for key, option in menu.choices.items():
        if option.if_ is None and option.unless is None:
            continue
        test = _test(analysis, flow, option)
        if test is None:
            return
        complaint = _same(analysis, flow, test[0], _place(step, ("choices", key), option))
        if complaint is not None:
            yield complaint
            return
        tests.append(test)
    if len(tests) == len(menu.choices):
        taken = _taken(analysis, flow, tests)
        if taken is not None and len(tests) in taken:
            yield Complaint(
                step.at("menu"),
                "no-choice",
                "Each choice of this menu has a condition, and all of them may fail at once",
                "leave one choice without a condition",
            )


def _test(analysis: Analysis, flow: DraftFlow, branch: Branch | Option) -> Test | None:
    text = branch.if_ if branch.if_ is not None else branch.unless
    found = analysis.conditions.get((flow.name, text or ""))
    return (found, branch.if_ is not None) if isinstance(found, Compiled) else None


def _same(analysis: Analysis, flow: DraftFlow, condition: Compiled, place: Place) -> Complaint | None:
    tried = mixtures([condition], analysis.types(flow))
    told = {found for each in tried or () if (found := condition.told(each)) is not None}
    if len(told) != 1:
        return None
    what = "always holds" if told.pop() else "never holds"
    return Complaint(place, "always-same", f"'{condition.text}' {what}", "compare it with what may differ")


def _taken(analysis: Analysis, flow: DraftFlow, tests: Sequence[Test]) -> set[int] | None:
    """The numbers of the branches that some mixture of values takes first, that after the last among them; None where
    there are too many mixtures to try."""
    tried = mixtures([condition for condition, _ in tests], analysis.types(flow))
    if tried is None:
        return None
    found: set[int] = set()
    for mixture in tried:
        for number, (condition, wanted) in enumerate(tests):
            told = condition.told(mixture)
            if told is None:
                break
            if told is wanted:
                found.add(number)
                break
        else:
            found.add(len(tests))
    return found or None


def _place(step: DraftStep, path: tuple[str | int, ...], branch: Branch | Option) -> Place:
    word = "if" if branch.if_ is not None else "unless" if branch.unless is not None else ""
    return step.at(*path, word) if word else step.at(*path)

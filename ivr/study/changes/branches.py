"""Steps that choose by conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.verbs import Branch, Target, When
from ivr.study.changes.model import Change, Group
from ivr.study.changes.pairs import Pair, StepPair
from ivr.study.changes.words import destination, same_words, spot


def branches(pair: Pair) -> Iterator[Change]:
    """Every condition that came, went, or leads elsewhere; and another order of them."""
    for each in pair.steps:
        if isinstance(each.before, When) and isinstance(each.after, When):
            yield from _of_when(pair, each, _by_condition(each.before), _by_condition(each.after))


def _of_when(pair: Pair, each: StepPair, old: Mapping[str, Target], new: Mapping[str, Target]) -> Iterator[Change]:
    place = spot(each.flows.after, each.new)
    for condition in dict.fromkeys([*old, *new]):
        was, now = old.get(condition), new.get(condition)
        if was is not None and now is not None and pair.goes(was, each.flows) == pair.went(now):
            continue
        brief = same_words(was, now)
        came = destination(pair.after, now, each.flows.after, brief=brief) if now is not None else None
        left = destination(pair.before, was, each.flows.before, brief=brief) if was is not None else None
        if came is None:
            text = f"{condition} the call no longer goes to {left}"
        else:
            text = f"{condition} the call now goes to {came}" + (f", not to {left}" if left is not None else "")
        yield Change(Group.WAYS, each.where, f"At {place}, {text}.")
    kept = [condition for condition in old if condition in new]
    if kept != [condition for condition in new if condition in old]:
        yield Change(Group.WAYS, each.where, f"The conditions of {place} are now tried in another order.")


def _by_condition(step: When) -> dict[str, Target]:
    return {_condition(branch): branch.else_ if branch.else_ is not None else branch for branch in step.when}


def _condition(branch: Branch) -> str:
    if branch.if_ is not None:
        return f"if {branch.if_},"
    return f"unless {branch.unless}," if branch.unless is not None else "otherwise"

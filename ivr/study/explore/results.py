"""Example results of an action: enough of them that every condition on them comes out both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import count
from math import gcd, prod

from ivr.engine.scope import completed
from ivr.flow.conditions.tokens import tokens
from ivr.flow.faults import FlowFault
from ivr.flow.line import Condition, Flow, Line
from ivr.flow.names import root
from ivr.flow.types import Record, Value
from ivr.flow.verbs import Branch, Do, Menu, Option, Take, When
from ivr.study.explore.candidates import TODAY, candidates, ordinary
from ivr.study.explore.stubbing import needed, value_of_type

ALWAYS: Mapping[str, Value] = {
    "call": {"today": TODAY, "now": datetime.combine(TODAY, time(15), UTC), "language": "en-US", "has_from": True},
    "caller": {"assurance": "verified", "has_account": True, "has_name": True},
}
"""The line's own variables, as they mostly are where a result is looked at."""
MOST = 4000
"""Combinations of values that are tried for one step's conditions."""
Written = dict[str, str]
Result = Written | tuple[Written, ...] | None


@dataclass(frozen=True)
class Deciding:
    """The conditions of one step of a flow, decided together: `when` takes the first that holds."""

    step: str
    conditions: tuple[Condition, ...]

    @property
    def names(self) -> tuple[str, ...]:
        found = (token for each in self.conditions for token in tokens(each.text) if token.kind == "name")
        return tuple(dict.fromkeys(token.text for token in found))


def deciding(line: Line, flow: Flow) -> list[Deciding]:
    """The steps of a flow that decide, with their conditions."""
    found = []
    for name in (*flow.steps, *flow.asides):
        step = flow.step(name)
        options: tuple[Branch | Option, ...] = ()
        if isinstance(step, When | Menu):
            options = step.when if isinstance(step, When) else tuple(step.choices.values())
        texts = [text for each in options for text in (each.if_, each.unless) if text is not None]
        if texts:
            found.append(Deciding(name, tuple(line.conditions[flow.name, text] for text in texts)))
    return found


def results(line: Line, flow: Flow, step: Do) -> list[Result]:
    """What a `do` may give: each distinct way its flow's conditions come out; of a list also none, one and two."""
    kind = line.contracts[step.do].result
    if kind is None:
        return [None]
    if isinstance(kind, Record):
        return [*_records(line, flow, kind, step.save)]
    every = _once(
        made
        for other in (*flow.steps.values(), *flow.asides.values())
        if isinstance(other, Take) and step.save is not None and other.from_ == f"${step.save}"
        for made in _records(line, flow, kind.item, other.save)
    ) or [_whole(kind.item)]
    return [tuple(every), (every[0],), (every[0], every[-1]), ()]


def _records(line: Line, flow: Flow, kind: Record, variable: str | None) -> list[Written]:
    bare = {name: ordinary(kind.fields[name].type) for name in needed(kind)}
    made = [_whole(kind), bare]
    for each in deciding(line, flow) if variable is not None else ():
        made += _deciding_both_ways(line, kind, variable or "", each, made[0])
    return _once(made)


def _whole(kind: Record) -> Written:
    """Every field, the optional ones too."""
    optional = [name for name, field in kind.fields.items() if field.optional]
    return {name: ordinary(kind.fields[name].type) for name in (*needed(kind), *optional)}


def _deciding_both_ways(line: Line, kind: Record, variable: str, step: Deciding, whole: Written) -> Iterator[Written]:
    """For each way the step's conditions come out together, the first values that make them so."""
    optional = {name for name, field in kind.fields.items() if field.optional}
    used = [name.split(".")[1] for name in step.names if root(name) == variable and "." in name]
    fields = list(dict.fromkeys(_field(name, optional) for name in used if name in kind.fields))
    texts = [each.text for each in step.conditions]
    tried: list[list[str | None]] = []
    for name in fields:
        ordinary_ones = [ordinary(kind.fields[name].type)]
        values_ = candidates(kind.fields[name].type, texts) if name in used else ordinary_ones
        tried.append([*values_, *([None] if name in optional else [])])
    seen = set()
    for values in _combinations(tried):
        changed = dict(zip(fields, values, strict=True))
        written = {name: text for name, text in {**whole, **changed}.items() if text is not None}
        outcome = _outcome(line, kind, variable, step, written)
        if outcome not in seen:
            seen.add(outcome)
            yield written


def _combinations(tried: list[list[str | None]]) -> Iterator[list[str | None]]:
    """All of them; of too many, some from all over: each next one is as far away as may be."""
    total = prod(map(len, tried))
    step = 1 if total <= MOST else next(n for n in count(total // MOST * 5 // 8 + 1) if gcd(n, total) == 1)
    for number in range(min(total, MOST)):
        at, values = number * step % total, []
        for each in tried:
            at, place = divmod(at, len(each))
            values.append(each[place])
        yield values


def _field(name: str, optional: set[str]) -> str:
    """`has_case` is decided by whether `case` is there."""
    return name.removeprefix("has_") if name.removeprefix("has_") in optional else name


def _outcome(line: Line, kind: Record, variable: str, step: Deciding, written: Written) -> tuple[bool | None, ...]:
    currency = line.settings.currency
    value = {name: value_of_type(text, kind.fields[name].type, currency) for name, text in written.items()}
    scope: Mapping[str, Value] = {variable: completed(value, kind), **ALWAYS}
    return tuple(_holds(each, scope) for each in step.conditions)


def _holds(condition: Condition, scope: Mapping[str, Value]) -> bool | None:
    """None where it cannot be told from these variables alone."""
    try:
        return condition.holds(scope)
    except FlowFault:
        return None


def _once(made: Iterable[Written]) -> list[Written]:
    """Without repetitions."""
    return list({tuple(sorted(each.items())): each for each in made}.values())

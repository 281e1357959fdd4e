"""What happens after a step, and when it does not go as it should: handlers of the step, its flow and the line."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.line import Flow
from ivr.flow.outcomes import HUNG_UP
from ivr.flow.verbs import HangUp, Menu, Return, Target, When
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import FlowPair, Pair, StepPair
from ivr.study.changes.words import WHO, destination, flow_name, quoted, same_words, spot


def outcomes(pair: Pair) -> Iterator[Change]:
    """Every handler that leads elsewhere, told once: where it is written."""
    for each in pair.steps:
        if each.before.verb == each.after.verb:
            yield from _onward(pair, each)
        yield from _of_step(pair, each)
    for flow in pair.flows.values():
        yield from _of_flow(pair, flow)
    yield from _of_line(pair)


def _onward(pair: Pair, each: StepPair) -> Iterator[Change]:
    """The normal way on."""
    after = each.after
    closed = isinstance(after, When) and any(branch.else_ is not None for branch in after.when)
    chosen = isinstance(after, Menu) and all(_leads(option) for option in after.choices.values())
    if closed or chosen:
        return
    old = each.flows.before.onward(each.old, Target())
    new = each.flows.after.onward(each.new, Target())
    if pair.goes(old, each.flows) == pair.went(new):
        return
    brief = same_words(old, new)
    now = destination(pair.after, new, each.flows.after, brief=brief)
    was = destination(pair.before, old, each.flows.before, brief=brief)
    if isinstance(after, Return | HangUp):
        text = f"{spot(each.flows.after, each.new)} is now {now}, not {was}."
    else:
        text = f"After {spot(each.flows.after, each.new)} the call now goes to {now}, not to {was}."
    yield Change(Group.WAYS, each.where, text)


def _leads(target: Target) -> bool:
    return bool(target.to or target.return_ or target.hang_up)


def _of_step(pair: Pair, each: StepPair) -> Iterator[Change]:
    for outcome in dict.fromkeys([*each.before.on, *each.after.on]):
        text = _told(pair, each.flows, (each.old, each.new), outcome)
        if text is not None:
            place = spot(each.flows.after, each.new)
            yield Change(Group.WAYS, f"{each.where}.{outcome}", f"At {place}, {text}.")


def _of_flow(pair: Pair, flow: FlowPair) -> Iterator[Change]:
    for outcome in dict.fromkeys([*flow.before.on, *flow.after.on]):
        text = _told(pair, flow, (None, None), outcome)
        if text is not None:
            place = f"Anywhere in {flow_name(flow.after)} where a step says nothing else"
            yield Change(Group.WAYS, f"{flow.after.name}.{outcome}", f"{place}, {text}.")


def _told(pair: Pair, flow: FlowPair, steps: tuple[str | None, str | None], outcome: str) -> str | None:
    """Where an outcome leads now and led before; None where that is the same."""
    old = _handler(pair.before, flow.before, steps[0], outcome)
    new = _handler(pair.after, flow.after, steps[1], outcome)
    if old is not None and new is not None:
        by_line = old[1], new[1]
        was = pair.goes(old[0], None if by_line[0] else flow)
        if was == pair.went(new[0]) and by_line[0] == by_line[1]:
            return None
    brief = old is not None and new is not None and same_words(old[0], new[0])
    now = destination(pair.after, new[0], None if new[1] else flow.after, brief=brief) if new is not None else None
    then = destination(pair.before, old[0], None if old[1] else flow.before, brief=brief) if old is not None else None
    return _sentence(outcome, now, then) if now != then else None


def _handler(side: Side, flow: Flow, step: str | None, outcome: str) -> tuple[Target, bool] | None:
    """Who handles it, with where `say` alone leads written out; and whether it is the line."""
    if step is not None and outcome == flow.step(step).normal:
        found = flow.step(step).on.get(outcome)
        return (flow.onward(step, found or Target()), False)
    target = side.line.handler(flow.name, step, outcome)
    if target is None:
        return None
    if any(target is each for each in side.line.settings.on.values()):
        return target, True
    return (flow.onward(step, target) if step is not None and outcome != HUNG_UP else target), False


def _of_line(pair: Pair) -> Iterator[Change]:
    old, new = pair.before.line.settings.on, pair.after.line.settings.on
    for outcome in dict.fromkeys([*old, *new]):
        was, now = old.get(outcome), new.get(outcome)
        if was is not None and now is not None and pair.goes(was, None) == pair.went(now):
            continue
        brief = same_words(was, now)
        then = destination(pair.before, was, None, brief=brief) if was is not None else None
        leads = destination(pair.after, now, None, brief=brief) if now is not None else None
        text = _sentence(outcome, leads, then)
        whole = f"{text[:1].upper()}{text[1:]}, wherever neither step nor flow says otherwise."
        yield Change(Group.WAYS, f"line.on.{outcome}", whole)


def _sentence(outcome: str, now: str | None, then: str | None) -> str:
    who = WHO.get(outcome, f"the outcome {quoted(outcome)}")
    verb = "reach" if outcome in WHO else "leads to"
    if now is None:
        return f"{who} no longer {verb if outcome in WHO else 'lead to'} {then}"
    return f"{who} now {verb} {now}" + (f", not {then}" if then is not None else "")

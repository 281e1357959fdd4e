"""Flows and steps that came, went, or got another name."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.flow.line import Flow
from ivr.flow.verbs import Ask, Checkpoint, Confirm, Requires, Resume, Step
from ivr.flow.verbs.ask import Answer
from ivr.study.changes.model import Change, Group, Side
from ivr.study.changes.pairs import FlowPair, Pair
from ivr.study.changes.words import flow_name, spot, works


def steps(pair: Pair) -> Iterator[Change]:
    """Every flow and step that is only on one side, or is called otherwise."""
    renewed = {each.after.name for each in pair.flows.values()}
    for name, flow in pair.before.line.flows.items():
        if name not in pair.flows:
            yield Change(Group.STEPS, name, f"The flow {flow_name(flow)} is gone, with {_count(flow)}.")
    for name, flow in pair.after.line.flows.items():
        if name not in renewed:
            needs = f" It is for {flow.requires} callers." if flow.requires else ""
            yield Change(Group.STEPS, name, f"There is a new flow, {flow_name(flow)}, of {_count(flow)}.{needs}")
    for each in pair.flows.values():
        yield from _of_flow(pair, each)


def _of_flow(pair: Pair, each: FlowPair) -> Iterator[Change]:
    name = each.after.name
    if each.before.name != name:
        yield Change(Group.STEPS, name, f"The flow '{each.before.name}' is now called '{name}'.")
    if each.before.title != each.after.title:
        yield Change(Group.STEPS, name, f"{flow_name(each.before)} now has the title {flow_name(each.after)}.")
    for old in (*each.before.steps, *each.before.asides):
        if old not in each.steps:
            yield _gone(pair.before, each.before, old)
    for new in (*each.after.steps, *each.after.asides):
        if new not in each.steps.values():
            yield _new(pair.after, each.after, new)
    for old, new in each.steps.items():
        if old != new:
            yield Change(Group.STEPS, f"{name}.{new}", f"The step {spot(each.before, old)} is now called '{new}'.")
        if each.before.step(old).verb != each.after.step(new).verb:
            was, now = works(pair.before, each.before.step(old)), works(pair.after, each.after.step(new))
            text = f"The step {spot(each.after, new)} does something else: {now}, not {was}."
            flagged = _guards(each.before.step(old)) or _guards(each.after.step(new))
            yield Change(Group.STEPS, f"{name}.{new}", text, flagged=flagged)


def _gone(side: Side, flow: Flow, name: str) -> Change:
    step = flow.step(name)
    text = f"The step {spot(flow, name)} is gone: {works(side, step)}."
    return Change(_group(step), f"{flow.name}.{name}", text, flagged=_guards(step))


def _new(side: Side, flow: Flow, name: str) -> Change:
    step = flow.step(name)
    text = f"There is a new step, {spot(flow, name)}: {works(side, step)}."
    return Change(_group(step), f"{flow.name}.{name}", text, flagged=_guards(step))


def _guards(step: Step) -> bool:
    """Whether a step decides who is let in, or asks for consent."""
    return _group(step) is not Group.STEPS


def _group(step: Step) -> Group:
    if isinstance(step, Ask) and step.for_ is Answer.CONSENT:
        return Group.CONSENT
    if isinstance(step, Requires | Confirm | Checkpoint | Resume) or (isinstance(step, Ask) and step.secret):
        return Group.ACCESS
    return Group.STEPS


def _count(flow: Flow) -> str:
    count = len(flow.steps) + len(flow.asides)
    return "one step" if count == 1 else f"{count} steps"

"""One call retold: turn by turn, what was said, heard, decided, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ivr.engine import events
from ivr.engine.directives import Capture, Directive, Enqueue, HangUp, Listen, Play, Say
from ivr.engine.events import Heard
from ivr.engine.stored import to_json
from ivr.flow.line import Line
from ivr.flow.verbs import LineTarget, Target
from ivr.study.coverage import Trace, Way, declared, followed, leads_to
from ivr.study.replay.past import PastCall, begun

_PLAIN = {
    events.NoInput: "the caller says nothing",
    events.NoMatch: "the caller gives no answer that fits",
    events.GivenSecret: "the caller gives a secret",
    events.Starred: "the caller presses star",
    events.HungUp: "the caller hangs up",
    events.StillWorking: "it is still under way",
    events.Began: "the call begins",
}


def retold(line: Line, past: PastCall) -> Iterator[str]:
    """The lines of the story. Nothing in it is secret that the journal does not hold: secrets are only their class."""
    state = begun(line, past)
    targets = declared(line)
    for turn in past.turns:
        yield f"turn {turn.number}" if turn.number is not None else "after the last turn"
        for heard in turn.heard:
            if state is None or state.ended:
                yield f"  {told(heard)}, after the call had ended"
                continue
            where = f"{state.frame.flow} {state.frame.step}"
            yield f"  {heard.now:%H:%M:%S} at {where}: {told(heard)}"
            trace = followed(line, state, heard)
            yield from (f"    {each}" for each in _decided(line, targets, trace))
            yield from (f"    {each}" for each in _said(trace.moved.directives))
            state = trace.moved.state


def told(heard: Heard) -> str:
    """What was heard, in words."""
    what = heard.what
    if (plain := _PLAIN.get(type(what))) is not None:
        return plain
    match what:
        case events.Chosen():
            return f"the caller chooses {what.key}"
        case events.Given():
            return f"the caller gives {json.dumps(to_json(what.value), ensure_ascii=False)}"
        case events.Answered():
            return f"the caller says {'yes' if what.yes else 'no'}"
        case events.Shortcut():
            return f"the caller takes the shortcut {what.name}"
        case events.CardTaken():
            return f"a card is captured: {what.brand}, ending {what.last_four}"
        case events.CaptureEnded():
            return f"no card is captured: {what.how} {what.reason}".rstrip()
        case events.QueueLeft():
            return f"the wait in the queue ends: {what.how}"
        case events.ActionEnded():
            gave = f", gives {json.dumps(to_json(what.result), ensure_ascii=False)}" if what.result is not None else ""
            proves = f", proves {what.grant.level.word}" if what.grant is not None else ""
            return f"{what.action} ends in {what.outcome}{gave}{proves}"
        case events.Unexpected():
            return f"something that does not belong here: {what.event}"
        case _:
            return type(what).__name__


def _decided(line: Line, targets: dict[Way, Target], trace: Trace) -> Iterator[str]:
    for way in trace.ways:
        target = targets.get(way)
        leads = f": {leads_to(target)}, by {_by(line, way, target)}" if target is not None else ""
        says = f", saying {target.say}" if target is not None and target.say else ""
        yield f"decided {way}{leads}{says}"
    if trace.moved.wanted is not None:
        yield f"asks for {trace.moved.wanted.action}"
    yield from (f"BREAKS: {fault}" for fault in trace.moved.faults)


def _by(line: Line, way: Way, target: Target) -> str:
    """Whose words lead there."""
    if not way.flow:
        return "the line's `anywhere`"
    flow = line.flows[way.flow]
    if way.step and way.outcome in flow.step(way.step).on:
        return "the step's `on`"
    if isinstance(target, LineTarget):
        return "the line's `on`"
    handler = line.handler(way.flow, way.step or None, way.outcome)
    return "the flow's `on`" if handler is not None and handler in flow.on.values() else "the step"


def _said(directives: tuple[Directive, ...]) -> Iterator[str]:
    for directive in directives:
        for each in directive.prompts if isinstance(directive, Listen) else (directive,):
            if isinstance(each, Say):
                yield f"says: {each.text}"
            elif isinstance(each, Play):
                yield f"plays: {each.url}"
        match directive:
            case Listen():
                yield "waits for the caller"
            case Capture():
                yield "captures a card"
            case Enqueue():
                yield f"puts the caller into queue {directive.queue}"
            case HangUp():
                yield "hangs up"
            case _:
                pass

"""Places and ways in words: what a caller or an admin would call them."""

from __future__ import annotations

from collections.abc import Sequence

from fluent.syntax.serializer import serialize_pattern

from ivr.flow.line import Flow
from ivr.flow.verbs import Ask, Checkpoint, HangUp, Menu, Pay, Queue, Resume, Return, Run, Say, Step, Target
from ivr.study.changes.model import Side

LONGEST = 70
"""Characters of a prompt that are shown where it only says which one is meant."""

WHO = {
    "no_input": "silent callers",
    "no_match": "callers who are not understood",
    "not_verified": "callers who could not be verified",
    "used_up": "callers without a try left",
    "unavailable": "callers for whom it does not work",
    "hung_up": "callers who hang up",
}
"""Outcomes that are about callers; any other is called by its name."""


def quoted(text: str) -> str:
    return f"“{text}”"


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def said(side: Side, prompt: str, attribute: str | None = None, language: str | None = None) -> str | None:
    """A prompt as it is written, on one line; in the line's first language unless another is given."""
    written = side.prompts.get(language or side.language)
    part = written.part(prompt, attribute) if written is not None else None
    if part is None:
        return None
    return " ".join(serialize_pattern(part.pattern).split())


def shown(side: Side, prompt: str, attribute: str | None = None) -> str:
    """A prompt, short: to say which one is meant."""
    text = said(side, prompt, attribute)
    if not text:
        return f"'{prompt}'"
    return quoted(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…")


def flow_name(flow: Flow) -> str:
    return quoted(flow.title)


def spot(flow: Flow, step: str) -> str:
    """A step of a flow."""
    return f"'{step}' of {flow_name(flow)}"


def works(side: Side, step: Step) -> str:
    """What a step does, in a few words."""
    if isinstance(step, Say | Menu | Ask | Pay | Resume):
        return f"{step.verb} {shown(side, str(getattr(step, step.verb)))}"
    if isinstance(step, Run):
        return f"run {flow_named(side, step.run)}"
    if isinstance(step, Queue):
        return f"wait for a person of '{step.queue}'"
    if isinstance(step, Checkpoint):
        return f"checkpoint, keeping {joined(step.checkpoint) if step.checkpoint else 'nothing'}"
    worked_on = getattr(step, step.verb, None)
    return f"{step.verb} {worked_on}" if isinstance(worked_on, str) else step.verb


def destination(side: Side, target: Target, flow: Flow | None, *, brief: bool = False) -> str:
    """Where a target leads; `brief` leaves out what is said on the way. Of the line's own handlers (no flow) `to` names
    a flow."""
    to = _leads(side, target, flow)
    return f"{shown(side, target.say)} and then {to}" if target.say is not None and not brief else to


def same_words(one: Target | None, other: Target | None) -> bool:
    """Whether both say the same on their way, so that only where they lead is worth telling."""
    return one is not None and other is not None and one.say == other.say


def _leads(side: Side, target: Target, flow: Flow | None) -> str:
    if target.to is not None:
        return flow_named(side, target.to) if flow is None else _step(side, flow, target.to)
    if target.return_ is not None:
        return "the end of this flow" if target.return_ == "done" else f"the end of this flow, as '{target.return_}'"
    if target.hang_up is not None:
        silent = target.hang_up == "silent"
        return "the end of the call" + ("" if silent else f", {shown(side, target.hang_up)}")
    return "the next step"


def _step(side: Side, flow: Flow, name: str) -> str:
    step = flow.steps.get(name) or flow.asides.get(name)
    if isinstance(step, Run):
        return flow_named(side, step.run)
    if isinstance(step, Queue):
        return f"the queue '{step.queue}'"
    if isinstance(step, Return | HangUp):
        return _leads(side, step.onward, flow)
    if isinstance(step, Say | Menu | Ask | Pay | Resume):
        return f"'{name}', {shown(side, str(getattr(step, step.verb)))}"
    return f"'{name}'"


def flow_named(side: Side, name: str) -> str:
    """A flow by its title, where there is such a flow."""
    return flow_name(side.line.flows[name]) if name in side.line.flows else f"'{name}'"

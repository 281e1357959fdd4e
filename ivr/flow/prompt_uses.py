"""Every place where a flow names a prompt, and what is at hand there beyond the flow's variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivr.flow.draft import Draft, DraftFlow, DraftStep, Written
from ivr.flow.known_types import ANSWERS
from ivr.flow.types import NUMBER, Type
from ivr.flow.verbs import Ask, Confirm, Menu, Pay, Queue, Resume, Say
from ivr.flow.ways import written_ways
from ivr.marks import Place


@dataclass(frozen=True)
class PromptUse:
    """A prompt named by a step, or (step None) by a handler of the flow or the line. `extra` are variables that only
    this prompt has, such as `answer`. `written` is the target that says it; None for the step's own prompt."""

    prompt: str
    place: Place
    step: str | None
    extra: Mapping[str, Type] = field(default_factory=dict, hash=False)
    written: Written | None = field(default=None, compare=False)


def of_flow(flow: DraftFlow) -> Iterator[PromptUse]:
    """All that a flow says."""
    for step in flow.steps.values():
        yield from of_step(step)
    for written in flow.handlers.values():
        yield from of_target(written, None)


def of_line(draft: Draft) -> Iterator[PromptUse]:
    """What line.yaml's handlers say."""
    for written in draft.handlers.values():
        yield from of_target(written, None)


def of_step(drafted: DraftStep) -> Iterator[PromptUse]:
    """What a step says: its own prompts, and those of the targets it writes."""
    step = drafted.step
    if isinstance(step, Say):
        yield PromptUse(step.say, drafted.at("say"), drafted.name)
    elif isinstance(step, Menu):
        yield PromptUse(step.menu, drafted.at("menu"), drafted.name)
    elif isinstance(step, Ask):
        yield PromptUse(step.ask, drafted.at("ask"), drafted.name)
        if step.confirm is not None:
            yield PromptUse(step.confirm, drafted.at("confirm"), drafted.name, {"answer": ANSWERS[step.for_]})
    elif isinstance(step, Pay):
        yield PromptUse(step.pay, drafted.at("pay"), drafted.name)
    elif isinstance(step, Confirm):
        yield PromptUse(step.prompt, drafted.at("prompt"), drafted.name)
    elif isinstance(step, Queue):
        yield PromptUse(step.prompt, drafted.at("prompt"), drafted.name, {"position": NUMBER, "minutes": NUMBER})
    elif isinstance(step, Resume):
        yield PromptUse(step.resume, drafted.at("resume"), drafted.name)
    normal, *inner = written_ways(drafted)
    for written in (normal[1], *(each for _, each in inner), *drafted.handlers.values()):
        yield from of_target(written, drafted.name)


def of_target(written: Written, step: str | None) -> Iterator[PromptUse]:
    """What a target says."""
    target = written.target
    if target.say is not None:
        yield PromptUse(target.say, written.place("say"), step, written=written)
    if target.hang_up is not None and target.hang_up != "silent":
        yield PromptUse(target.hang_up, written.place("hang_up"), step, written=written)

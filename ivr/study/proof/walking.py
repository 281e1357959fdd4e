"""What follows from a point of a call: a step of every verb, walked as the engine walks it (`ivr.engine.steps`)."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.engine.call import Purpose
from ivr.flow.contracts import Level
from ivr.flow.names import variable
from ivr.flow.verbs import (
    Ask,
    Checkpoint,
    Confirm,
    Do,
    HangUp,
    Language,
    Menu,
    Pay,
    Queue,
    Requires,
    Resume,
    Return,
    Run,
    Say,
    Set,
    Step,
    Take,
    When,
)
from ivr.study.proof import going_on, leads
from ivr.study.proof.acting import done
from ivr.study.proof.asking import ask, confirm, menu
from ivr.study.proof.certain import may
from ivr.study.proof.ground import Ground
from ivr.study.proof.moves import Heard, Move
from ivr.study.proof.state import Node
from ivr.study.proof.values import Made, altered

SILENT = (Do, Set, When, Take, Return, HangUp, Language)
"""What is still walked when the caller has hung up."""


def follow(ground: Ground, node: Node) -> Iterator[Move]:
    """Every move from here."""
    if node.resuming:
        yield from going_on.on(ground, node)
        return
    flow = ground.flow(node)
    if not node.entered and flow.requires is not None and node.held.assurance < Level.of(flow.requires):
        if node.context.verifying:  # the verify flow cannot help (`engine.frames.verifying`), or not any more
            here = altered(node, entered=True)
            yield ground.go(here, leads.handled(ground.line, flow, node.step, "not_verified", own=False))
        if flow.name != ground.line.settings.verify:
            yield ground.run(node, ground.line.settings.verify, Purpose.REQUIRES)
        return
    here, step = altered(node, entered=True), flow.step(node.step)
    if node.gone and not isinstance(step, SILENT):
        return
    if step.at_most is not None:
        yield ground.settle(here, "used_up", Heard(f"({node.step} used up)", step.at_most))
    yield from _visited(ground, here, step)


def _visited(ground: Ground, node: Node, step: Step) -> Iterator[Move]:
    if isinstance(step, Menu):
        yield from menu(ground, node, step)
    elif isinstance(step, Ask):
        yield from ask(ground, node, step)
    elif isinstance(step, Confirm):
        yield from confirm(ground, node, step)
    elif isinstance(step, Do):
        yield from done(ground, node, step.do, step.with_, save=step.save)
    elif isinstance(step, When):
        yield from _when(ground, node, step)
    elif isinstance(step, Run):
        yield ground.run(node, step.run, Purpose.RUN, step.with_)
    elif isinstance(step, Requires):
        yield from _requires(ground, node, step)
    elif isinstance(step, Resume):
        yield from going_on.resume(ground, node, step)
    elif isinstance(step, Pay | Queue):
        yield from _waited(ground, node, step)
    elif isinstance(step, Language):
        yield from _language(ground, node, step)
    else:
        yield from _passed(ground, node, step)


def _passed(ground: Ground, node: Node, step: Step) -> Iterator[Move]:
    """What ends in its normal outcome at once, but for a list that has no more."""
    if isinstance(step, Set):
        for name, text in step.set.items():
            node = ground.save(node, name, ground.value(node, text))
    elif isinstance(step, Take):
        yield ground.settle(node, "no_more", Heard(f"({step.from_[1:]}: no more)", 1))
        node = ground.save(node, step.save, Made(node.fresh()))
    if isinstance(step, Say | Set | Take | Checkpoint):
        yield ground.settle(node, step.normal or "", normal=True)
    else:
        yield ground.settle(node, step.verb, normal=True)


def _when(ground: Ground, node: Node, step: When) -> Iterator[Move]:
    flow = ground.flow(node)
    for branch in step.when:
        if branch.else_ is not None:
            yield ground.go(node, leads.followed(flow, node.step, branch.else_))
            return
        open_, closed = may(ground, node, branch.if_, branch.unless)
        if open_:
            yield ground.go(node, leads.followed(flow, node.step, branch))
        if not closed:
            return
    yield ground.settle(node, "otherwise", normal=True)


def _requires(ground: Ground, node: Node, step: Requires) -> Iterator[Move]:
    if node.held.assurance >= Level.of(step.requires):
        yield ground.settle(node, "met", normal=True)
        return
    if node.context.verifying:
        yield ground.settle(node, "not_verified")
    if node.context.flow != ground.line.settings.verify:
        yield ground.run(node, ground.line.settings.verify, Purpose.REQUIRES)


def _waited(ground: Ground, node: Node, step: Pay | Queue) -> Iterator[Move]:
    """A card, or a person. No shortcut reaches inside."""
    for outcome in (*step.outcomes, *(("unavailable",) if isinstance(step, Queue) else ())):
        normal = outcome == step.normal
        if isinstance(step, Pay):
            told = f"enter a card ({step.pay})" if normal else f"({step.pay}: {outcome.replace('_', ' ')})"
            after = ground.save(node, step.save, Made(node.fresh())) if normal else node
        else:
            told, after = f"(queue {step.queue}: {outcome})", node
        yield ground.settle(after, outcome, Heard(told, 1), normal=normal)
    if ground.hanging_up:
        yield ground.hang_up(node, Heard("hang up", 1))


def _language(ground: Ground, node: Node, step: Language) -> Iterator[Move]:
    tongues = ground.tongues.of
    wanted = {tongues[step.language]} if step.language in tongues else set(tongues.values())
    for tongue in sorted(wanted if variable(step.language) is not None or step.language in tongues else ()):
        spoken = altered(node, held=altered(node.held, tongue=tongue))
        yield ground.settle(spoken, "set", normal=True)

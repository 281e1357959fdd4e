"""A call that goes on where another was cut off: at any checkpoint, in any stack of runs that leads there.

The caller is who they proved to be in this very call. Nothing is set but what the checkpoint keeps, of which nothing is
known: neither here nor in the runs beneath. Only flows whose `requires` is met are gone on in; what a step of them had
required counts for nothing. So the proof trusts nothing that was stored of the other call: that as much must be proven
again, for the same account, is asked besides at run time.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivr.engine.call import Purpose
from ivr.flow.contracts import Level
from ivr.flow.verbs import Checkpoint, Resume, Run
from ivr.study.proof.asking import unanswered, with_shortcuts
from ivr.study.proof.ground import Ground
from ivr.study.proof.moves import Heard, Leaves, Move
from ivr.study.proof.state import Node
from ivr.study.proof.values import Made, altered


def resume(ground: Ground, node: Node, step: Resume) -> Iterator[Move]:
    """The question, where there may be something to go on with; and where there is nothing."""
    yield ground.settle(node, "nothing", normal=True)
    if not ground.entries:
        return
    yes = Heard(f"press 1 ({step.resume})", 1)
    yield from _entered(ground, node, yes)
    if node.held.assurance < Level.VERIFIED:
        if node.context.verifying:
            yield ground.settle(node, "not_verified", yes)
        elif node.context.flow != ground.line.settings.verify:
            yield ground.run(node, ground.line.settings.verify, Purpose.REQUIRES, heard=yes)
    yield ground.settle(node, "no", Heard(f"press 2 ({step.resume})", 1))
    yield from unanswered(ground, node, step.resume)
    yield from with_shortcuts(ground, node)


def proved(ground: Ground, node: Node, outcome: str) -> Iterator[Move]:
    """The verify flow came back to the `resume` step."""
    if outcome != "done" or node.held.assurance is Level.ANONYMOUS:
        yield ground.settle(node, "not_verified")
        return
    yield from _entered(ground, node, Heard())
    yield ground.settle(node, "nothing", normal=True)  # it was somebody else's call


def on(ground: Ground, node: Node) -> Iterator[Move]:
    """At the place itself: the checkpoint, or a run beneath it."""
    here = altered(node, resuming=False)
    step = ground.flow(node).step(node.step)
    if isinstance(step, Checkpoint):
        for name in step.checkpoint:
            here = ground.save(here, name, Made(here.fresh()))
        yield ground.settle(here, "resumed", Heard(f"(goes on at {node.context.flow}.{node.step})", 1), normal=True)
    elif isinstance(step, Run) and _met(ground, step.run, node):
        for entry in ground.entries.get(step.run, ()):
            yield ground.run(here, step.run, Purpose.RUN, entry=entry)


def _entered(ground: Ground, node: Node, heard: Heard) -> Iterator[Move]:
    for flow in ground.outermost:
        if _met(ground, flow, node):
            for entry in ground.entries.get(flow, ()):
                yield Leaves(ground.anew(flow, node.held, entry), heard)


def _met(ground: Ground, flow: str, node: Node) -> bool:
    return node.held.assurance >= Level.of(ground.line.flows[flow].requires or "anonymous")

"""What follows where a run of another flow was begun, when it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.engine.call import Purpose
from ivr.flow.contracts import Level
from ivr.flow.verbs import Requires, Resume, Run
from ivr.study.proof import going_on, leads
from ivr.study.proof.ground import Ground
from ivr.study.proof.moves import GONE, Breach, Exit, Move, Runs, Stays
from ivr.study.proof.state import Node
from ivr.study.proof.values import altered, renumbered


def resume(ground: Ground, ran: Runs, ended: Exit) -> Iterator[Move]:
    """What was held where the run was begun comes back with it, but for what it could not see: that is as it was."""
    node = ran.node
    base = node.fresh() - ran.context.known

    def number(own: int) -> int:
        return ran.numbers[own] if own < ran.context.known else base + own

    back, passed = ended.held.renumbered(number), ran.passed
    held = altered(
        back,
        grants=(*(each for each in node.held.grants if each not in passed.grants), *back.grants),
        confirmed=(*(each for each in node.held.confirmed if each not in passed.confirmed), *back.confirmed),
        spent=tuple(sorted({*(each for each in node.held.spent if each not in passed.spent), *back.spent})),
    )
    asked = frozenset[str]() if ended.changed else node.asked
    here = altered(node, held=held, changed=node.changed or ended.changed, asked=asked)
    if ended.outcome == GONE:
        yield ground.hang_up(here)
    elif ran.context.purpose is Purpose.LANGUAGE:
        yield Stays(here.settled())
    elif ran.context.purpose is Purpose.REQUIRES:
        yield from _required(ground, here, ended)
    else:
        step = ground.flow(node).step(node.step)
        if isinstance(step, Run):
            here = ground.save(here, step.save, renumbered(ended.handed, number))
        yield ground.settle(here, ended.outcome, normal=ended.outcome == "done")


def _required(ground: Ground, node: Node, ended: Exit) -> Iterator[Move]:
    """The verify flow came back: as `engine.outcomes.required`. It must not say done to whom it did not verify."""
    flow = ground.flow(node)
    step = flow.step(node.step)
    if node.entered and isinstance(step, Resume):
        yield from going_on.proved(ground, node, ended.outcome)
        return
    word = flow.requires if not node.entered else step.requires if isinstance(step, Requires) else None
    needed, has = Level.of(word or "anonymous"), node.held.assurance
    met = ended.outcome == "done" and has >= needed
    if ended.outcome == "done" and not met:
        yield Breach(
            "access-level",
            ended.context.flow,
            ended.step,
            f"'{ended.context.flow}' returns done for '{flow.name}', which requires {needed.word}, and the caller is "
            f"{has.word}",
            "return done only after the action that proves who is calling",
        )
    if node.entered:
        yield ground.settle(node, "met" if met else "not_verified", normal=met)
    elif met:
        yield Stays(altered(node, entered=True).settled())
    else:
        here = altered(node, entered=True)
        yield ground.go(here, leads.handled(ground.line, flow, node.step, "not_verified", own=False))

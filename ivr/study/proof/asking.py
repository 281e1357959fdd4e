"""Questions: what a caller may press, say or leave unanswered, and the shortcuts they may take instead."""

from __future__ import annotations

from collections.abc import Iterator

from ivr.engine.call import Purpose
from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND
from ivr.flow.verbs import Ask, Confirm, Menu
from ivr.flow.verbs.ask import Answer
from ivr.study.proof import leads
from ivr.study.proof.acting import breaches, contract_of, doing, done
from ivr.study.proof.certain import may
from ivr.study.proof.ground import Ground
from ivr.study.proof.moves import Backs, Heard, Leaves, Move
from ivr.study.proof.relevance import said
from ivr.study.proof.state import Node
from ivr.study.proof.values import Agreed, Made, altered

_GIVEN = {
    Answer.ACCOUNT: "enter an account number", Answer.CODE: "enter the code", Answer.MONEY: "enter an amount",
    Answer.DATE: "enter a date", Answer.PHONE: "enter a telephone number", Answer.EMAIL: "say an e-mail address",
    Answer.WORDS: "say something", Answer.NUMBER: "enter a number", Answer.DIGITS: "enter digits",
}  # fmt: skip


def menu(ground: Ground, node: Node, step: Menu) -> Iterator[Move]:
    here = ground.asked(node)
    flow = ground.flow(node)
    for key, option in step.choices.items():
        if not may(ground, node, option.if_, option.unless)[0]:
            continue
        after = here
        if option.value is not None:
            after = ground.save(here, step.save, ground.value(here, option.value))
        yield ground.go(after, leads.followed(flow, node.step, option), Heard(f"press {_key(key)} ({step.menu})", 1))
    yield from unanswered(ground, here, step.menu)
    yield from _shortcuts(ground, here, star=False, taken=frozenset(step.choices))


def ask(ground: Ground, node: Node, step: Ask) -> Iterator[Move]:
    here = ground.asked(node)
    if step.check is not None:
        given = Heard(f"{_GIVEN.get(step.for_, 'answer')} ({step.ask})", 1)
        yield from done(ground, here, step.check.do, step.check.with_, given)
    elif step.for_ in (Answer.CONSENT, Answer.YES_NO):
        yes = _agreed(ground, here, step) if step.for_ is Answer.CONSENT else here
        yield ground.settle(yes, "yes", Heard(f"press 1 ({step.ask})", 1), normal=True)
        yield ground.settle(here, "no", Heard(f"press 2 ({step.ask})", 1))
    else:
        yield from _value(ground, here, step)
    yield from unanswered(ground, here, step.ask)
    yield from _shortcuts(ground, here, star=True)


def confirm(ground: Ground, node: Node, step: Confirm) -> Iterator[Move]:
    """A code is sent, asked for and checked: the engine's own two actions."""
    sending, contract = contract_of(ground, CONFIRM_SEND), contract_of(ground, step.confirm)
    if sending is None or contract is None:
        return
    found = list(breaches(ground, node, doing(ground, node, sending, {}), Heard()))
    if found:
        yield from found
        yield ground.settle(node, "not_verified")
        return
    right = doing(ground, node, contract, step.with_).confirmed
    right = altered(right, account=node.held.account)  # a code names the account that is proven
    kept = tuple(one for one in node.held.confirmed if one != right)
    after = altered(node, held=altered(node.held, confirmed=(*kept, right)))
    yield ground.settle(after, "confirmed", Heard(f"enter the code ({step.prompt})", 1), normal=True)
    yield ground.settle(node, "wrong", Heard(f"enter a wrong code ({step.prompt})", 1))
    yield ground.settle(node, "expired", Heard(f"({CONFIRM_CHECK}: expired)", 1))
    for outcome in ("used_up", "unavailable"):
        yield ground.settle(node, outcome, Heard(f"({CONFIRM_SEND}: {outcome})", 1))
    yield from unanswered(ground, node, step.prompt)
    yield from _shortcuts(ground, node, star=True)


def _value(ground: Ground, node: Node, step: Ask) -> Iterator[Move]:
    given = Heard(f"{_GIVEN.get(step.for_, 'answer')} ({step.ask})", 1)
    if step.confirm is not None:
        given = Heard(f"{given.text}, press 1 ({step.confirm})", 2)
    yield ground.settle(ground.save(node, step.save, Made(node.fresh())), "given", given, normal=True)
    for limit, outcome, word in ((step.min, "too_low", "little"), (step.max, "too_high", "much")):
        if limit is not None:
            yield ground.settle(node, outcome, Heard(f"enter too {word} ({step.ask})", 1))


def _agreed(ground: Ground, node: Node, step: Ask) -> Node:
    paths = said(ground.line, ground.flow(node), step.ask)
    mine = ground.tongues.names(node.held.tongue, step.ask)
    figures = tuple((name, ground.value(node, f"${path}")) for name, path in paths.items() if name in mine)
    return ground.save(
        node, step.save, Agreed(node.fresh(), step.ask, node.held.tongue, figures, node.held.account)
    )  # fmt: skip


def unanswered(ground: Ground, node: Node, prompt: str) -> Iterator[Move]:
    """So often that the question is given up."""
    yield ground.settle(node, "no_input", Heard(f"(silence at {prompt})", 1))
    yield ground.settle(node, "no_match", Heard(f"(not understood at {prompt})", 1))
    if ground.hanging_up:
        yield ground.hang_up(node, Heard(f"hang up ({prompt})", 1))


def with_shortcuts(ground: Ground, node: Node) -> Iterator[Move]:
    """Those of a question that is no menu."""
    yield from _shortcuts(ground, node, star=True)


def _shortcuts(ground: Ground, node: Node, *, star: bool, taken: frozenset[str] = frozenset()) -> Iterator[Move]:
    """`repeat` changes nothing. In a question a star comes before the key."""
    for name, shortcut in ground.line.settings.anywhere.items():
        if shortcut.key in taken:
            continue  # a choice of the menu stands before it; by word it can still be taken
        heard = Heard(f"press {'*' if star else ''}{_key(shortcut.key)} ({name})", 1)
        if name == "back":
            yield Backs(node, heard)
        elif name == "language" and shortcut.run is not None and not node.context.choosing:
            yield ground.run(node, shortcut.run, Purpose.LANGUAGE, heard=heard)
        elif name not in ("repeat", "language") and shortcut.run is not None:
            yield Leaves(ground.anew(shortcut.run, node.held), heard)


def _key(key: str) -> str:
    return {"star": "*", "pound": "#"}.get(key, key)

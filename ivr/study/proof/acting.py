"""Doing an action: it is judged, and every way it may end is followed with what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.flow.contracts import COMMON, CONFIRM_CHECK, CONFIRM_SEND, Contract, Level
from ivr.study.proof.ground import Ground
from ivr.study.proof.held import Held
from ivr.study.proof.judging import Doing, allowed, judged
from ivr.study.proof.moves import NOTHING, Breach, Heard, Move
from ivr.study.proof.relevance import decisive
from ivr.study.proof.state import Node
from ivr.study.proof.values import Agreed, Made, altered

_CONFIRMING = Contract(CONFIRM_SEND, "Send a code", ("sent", "used_up"), "sent", level=Level.VERIFIED)


def contract_of(ground: Ground, action: str) -> Contract | None:
    """None: an action nobody promises, which a checked line does not do."""
    found = ground.line.contracts.get(action)
    return _CONFIRMING if found is None and action in (CONFIRM_SEND, CONFIRM_CHECK) else found


def doing(ground: Ground, node: Node, contract: Contract, written: Mapping[str, str]) -> Doing:
    inputs = {name: ground.value(node, text) for name, text in decisive(contract, written).items()}
    given = contract.account is not None and contract.account in inputs
    touched = inputs[contract.account or ""] if given else node.held.account
    return Doing(contract, inputs, touched)


def done(
    ground: Ground,
    node: Node,
    action: str,
    written: Mapping[str, str],
    heard: Heard = NOTHING,
    save: str | None = None,
) -> Iterator[Move]:
    """The step does an action, after `heard`."""
    contract = contract_of(ground, action)
    if contract is None:
        return
    wanted = doing(ground, node, contract, written)
    yield from breaches(ground, node, wanted, heard)
    if not allowed(wanted, node.held):
        yield ground.settle(node, "not_verified", heard)
        return
    here = changed(node, wanted)
    for outcome in (*contract.outcomes, *(name for name in COMMON[:1] if name not in contract.outcomes)):
        normal = outcome == contract.normal
        after = altered(here, held=_left(here.held, wanted, outcome))
        if outcome in contract.gives:
            after = ground.save(after, save, Made(after.fresh()))
        yield ground.settle(after, outcome, heard if normal else _also(heard, action, outcome), normal=normal)


def breaches(ground: Ground, node: Node, wanted: Doing, heard: Heard) -> Iterator[Breach]:
    """What is wrong with doing it at this step."""
    for fault in judged(wanted, node.held, ground.tongues):
        yield Breach(fault.rule, node.context.flow, node.step, fault.reason, fault.remedy, heard)


def changed(node: Node, wanted: Doing) -> Node:
    """As soon as it is asked for: the confirmation is spent, and what changes something bars the way back."""
    confirmed = tuple(one for one in node.held.confirmed if not wanted.contract.confirms or one != wanted.confirmed)
    here = altered(node, held=altered(node.held, confirmed=confirmed))
    return altered(here, asked=frozenset(), changed=True) if wanted.contract.changes else here


def _left(held: Held, wanted: Doing, outcome: str) -> Held:
    """What the call holds when it has ended so."""
    contract = wanted.contract
    if outcome == contract.normal:
        if contract.claims is not None:
            held = altered(held, claimed=wanted.inputs.get(contract.claims))
        if contract.grants is not None and held.claimed is not None:
            held = held.granted(held.claimed, contract.grants)
    if outcome in contract.costs:
        used = (value.number for value in wanted.inputs.values() if isinstance(value, Agreed))
        held = altered(held, spent=tuple(sorted({*held.spent, *used})))
    return held


def _also(heard: Heard, action: str, outcome: str) -> Heard:
    told = f"({action}: {outcome})"
    return Heard(f"{heard.text}, {told}" if heard.text else told, heard.weight + 1)

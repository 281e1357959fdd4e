"""Conditions, as far as the proof can tell them: those on what the caller has proven. Any other may hold or not."""

from __future__ import annotations

from ivr.flow.conditions import names
from ivr.flow.faults import ConditionFault
from ivr.flow.types import Value
from ivr.study.proof.ground import Ground
from ivr.study.proof.state import Node

_TOLD = frozenset({"caller.assurance", "caller.has_account"})


def may(ground: Ground, node: Node, if_: str | None, unless: str | None) -> tuple[bool, bool]:
    """Whether a choice or a branch may be open, and whether it may be closed."""
    wanted, barred = _may(ground, node, if_), _may(ground, node, unless)
    can_be = wanted[0] and (unless is None or barred[1])
    can_not = (if_ is not None and wanted[1]) or (unless is not None and barred[0])
    return can_be, can_not


def _may(ground: Ground, node: Node, text: str | None) -> tuple[bool, bool]:
    """Whether it may hold, and whether it may not."""
    if text is None:
        return True, False
    if not set(names(text)) <= _TOLD:
        return True, True
    held = node.held
    caller: dict[str, Value] = {"assurance": held.assurance.word, "has_account": held.account is not None}
    try:
        holds = ground.line.conditions[(node.context.flow, text)].holds({"caller": caller})
    except ConditionFault:
        return True, True
    return holds, not holds

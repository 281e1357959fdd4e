"""Wanting an action: its inputs, and whether the caller may have it done."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.engine import frames, proven
from ivr.engine.awaiting import Acting
from ivr.engine.faults import StepFault
from ivr.engine.moves import Ends, Move, Wanted, Wants
from ivr.engine.walk import Walk
from ivr.engine.written import as_text
from ivr.flow.contracts import (
    CONFIRM_CHECK,
    CONFIRM_SEND,
    QUEUE_ENTER,
    RESUME_FIND,
    RESUME_TAKE,
    Contract,
    Input,
    Level,
)
from ivr.flow.types import BOOLEAN, TEXT, Value, record
from ivr.values import Secret

Inputs = Mapping[str, Value | Secret]

_ENGINES_OWN = {
    QUEUE_ENTER: Contract(QUEUE_ENTER, "Wait for a person", ("open", "closed", "full", "no_agents"), "open"),
    CONFIRM_SEND: Contract(CONFIRM_SEND, "Send a code", ("sent", "used_up"), "sent", level=Level.VERIFIED),
    CONFIRM_CHECK: Contract(
        CONFIRM_CHECK, "Check a code", ("right", "wrong", "expired", "used_up"), "right", level=Level.VERIFIED
    ),
    RESUME_FIND: Contract(
        RESUME_FIND,
        "Whether a call from this number was cut off",
        ("found", "nothing"),
        "found",
        result=record("offer", at=TEXT, level=TEXT),
    ),
    RESUME_TAKE: Contract(
        RESUME_TAKE,
        "Go on where a call was cut off, or not",
        ("taken", "nothing"),
        "taken",
        inputs={"yes": Input(BOOLEAN)},
        result=record("place", at=TEXT, kept=TEXT),
    ),
}
"""What the engine itself asks for, as far as it must know it; the line's own contracts stand before these."""


def contract_of(walk: Walk, action: str) -> Contract:
    """Raises StepFault for an action nobody promises."""
    found = walk.line.contracts.get(action) or _ENGINES_OWN.get(action)
    if found is None:
        raise StepFault(f"there is no action '{action}'")
    return found


def inputs_of(walk: Walk, contract: Contract, written: Mapping[str, str], secret: Secret | None = None) -> Inputs:
    """What `with` gives an action, `$answer` being the secret of this step. An optional input whose variable is not
    there is left out."""
    inputs: dict[str, Value | Secret] = {}
    for name, text in written.items():
        promised = contract.inputs.get(name)
        if promised is not None and promised.secret:
            if text != "$answer" or secret is None:
                raise StepFault(f"'{name}' of {contract.name} takes only a secret answer")
            inputs[name] = secret
            continue
        try:
            inputs[name] = walk.value(text, promised.type if promised is not None else None)
        except StepFault:
            if promised is None or promised.required:
                raise
    return inputs


def want(walk: Walk, contract: Contract, inputs: Inputs) -> Move:
    """Asks for the action, or ends the step with `not_verified` when the caller has not proven enough for it."""
    touched = _account(walk, contract, inputs)
    if contract.account is not None and touched is not None:
        inputs = {**inputs, contract.account: touched}
    if not _may(walk, contract, touched) or not _spend(walk, contract, touched, inputs):
        return Ends("not_verified")
    walk.change_frame(asked=walk.frame.asked + 1)
    if contract.changes:
        frames.forget_trails(walk)
    return Wants(Wanted(contract.name, inputs, _key(walk), contract.level, touched, contract.outside))


def acting(walk: Walk, wanted: Wanted) -> Acting:
    """What is awaited then."""
    return Acting(action=wanted.action, outside=wanted.outside, since=walk.state.now)


def _account(walk: Walk, contract: Contract, inputs: Inputs) -> str | None:
    given = inputs.get(contract.account) if contract.account is not None else None
    return given if isinstance(given, str) else proven.account(walk.state)


def _may(walk: Walk, contract: Contract, touched: str | None) -> bool:
    if touched is None and (contract.account is not None or contract.level > Level.ANONYMOUS):
        return False
    return proven.level(walk.state, touched) >= contract.level


def _spend(walk: Walk, contract: Contract, touched: str | None, inputs: Inputs) -> bool:
    """Takes the confirmation the action needs; asking spends it, whatever comes of it."""
    if not contract.confirms:
        return True
    found = proven.confirmation(walk.state, contract.name, touched, named(contract, inputs))
    if found is None:
        return False
    walk.change(confirmations=tuple(one for one in walk.state.confirmations if one is not found))
    return True


def named(contract: Contract, inputs: Inputs) -> dict[str, str]:
    """What a code must name of these inputs, as texts."""
    texts = {}
    for name in contract.confirms:
        value = inputs.get(name)
        if value is None or isinstance(value, Secret):
            raise StepFault(f"a code for {contract.name} must name '{name}', which is not given")
        texts[name] = as_text(value)
    return texts


def _key(walk: Walk) -> str:
    frame = walk.frame
    key = f"{walk.state.call}/{frame.number}/{frame.step}/{frame.visit}"
    return key if frame.asked == 1 else f"{key}/{frame.asked}"

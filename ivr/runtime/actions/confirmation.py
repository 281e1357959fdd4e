"""confirmation: a fresh code that names what it is for. The engine does these at a `confirm` step."""

from __future__ import annotations

from datetime import date, timedelta

from ivr.domain import confirmations
from ivr.domain.ports import Said
from ivr.domain.standing import account_of
from ivr.engine.grants import Confirmation
from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND, Contract, Input, Level
from ivr.flow.types import TEXT, Kind, Single, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions import deferral
from ivr.runtime.actions.frame import given, occasion
from ivr.values import Money, Secret

_FOR = {"action": Input(TEXT), "values": Input(record("values"))}

SEND = Contract(
    name=CONFIRM_SEND,
    title="Send a code that names the account and what is agreed to",
    inputs=_FOR,
    outcomes=("sent", "used_up"),
    normal="sent",
    level=Level.VERIFIED,
)

CHECK = Contract(
    name=CONFIRM_CHECK,
    title="Check that code; a right one lets the action be done once, with these values",
    inputs=_FOR | {"given": Input(TEXT, secret=True)},
    outcomes=("right", "wrong", "expired", "used_up"),
    normal="right",
    level=Level.VERIFIED,
)


def send(context: Context, inputs: Inputs) -> Ended:
    action, texts = _what(inputs)
    on = occasion(context)
    account = account_of(on, _account(context))
    said = {name: _said(action, name, value, context.currency) for name, value in texts.items()}
    sent = confirmations.send(on, account, action, texts, said)
    return Ended("sent" if sent else "used_up")


def check(context: Context, inputs: Inputs) -> Ended:
    action, texts = _what(inputs)
    on, number = occasion(context), _account(context)
    outcome = confirmations.check(on, account_of(on, number), action, texts, given(inputs, "given", Secret))
    if outcome != "right":
        return Ended(outcome)
    until = context.now + timedelta(minutes=on.rules.codes.minutes)
    return Ended("right", confirmation=Confirmation(action, number, texts, until), note=f"confirmed {action} by code")


def _account(context: Context) -> str:
    if context.account is None:
        raise PermissionError("only a verified caller confirms anything")
    return context.account


def _what(inputs: Inputs) -> tuple[str, dict[str, str]]:
    values = inputs.get("values")
    if not isinstance(values, dict):
        raise TypeError("input 'values' is not a record")
    return given(inputs, "action", str), {name: str(value) for name, value in values.items()}


def _said(action: str, name: str, value: str, currency: str) -> Said:
    """The value again of the type that the action's contract gives it, so that the message says it properly.

    Money as text is `5.00 USD` or `5.00`, a date is ISO, a number its digits.
    """
    wanted = CONFIRMABLE[action].inputs.get(name)
    kind = wanted.type.kind if wanted is not None and isinstance(wanted.type, Single) else None
    if kind is Kind.MONEY:
        amount, _, unit = value.partition(" ")
        return Money.of(amount, unit or currency)
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    return int(value) if kind is Kind.NUMBER else value


CONFIRMABLE = {contract.name: contract for contract in (deferral.REQUEST,)}
"""The actions that a code can confirm."""

ACTIONS: tuple[Action, ...] = (Inside(SEND, send), Inside(CHECK, check))

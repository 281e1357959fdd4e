"""otp: a one-time code to a contact on file, and the caller's repeating it."""

from __future__ import annotations

from ivr.domain import verification
from ivr.flow.contracts import Contract, Input, Level
from ivr.flow.types import TEXT, Choice, record
from ivr.runtime.action import Action, Context, Ended, Inputs, Inside
from ivr.runtime.actions.frame import given, grant, occasion, text
from ivr.values import Secret

SEND = Contract(
    name="otp.send",
    title="Send a one-time code to the caller by text or e-mail",
    inputs={"channel": Input(Choice("send_by", ("text", "email", "other")), required=False)},
    outcomes=("sent", "used_up"),
    normal="sent",
    result=record("sent", channel=Choice("channel", ("text", "email"))),
    gives=("sent",),
)

CHECK = Contract(
    name="otp.check",
    title="Check the one-time code; a right one verifies the caller",
    inputs={"given": Input(TEXT, secret=True)},
    outcomes=("right", "wrong", "expired", "used_up"),
    normal="right",
    grants=Level.VERIFIED,
)


def send(context: Context, inputs: Inputs) -> Ended:
    channel = verification.send_code(occasion(context), text(inputs, "channel") or None)
    return Ended("used_up") if channel is None else Ended("sent", {"channel": channel})


def check(context: Context, inputs: Inputs) -> Ended:
    outcome, proven = verification.check_code(occasion(context), given(inputs, "given", Secret))
    note = f"{proven.level} by {', '.join(proven.factors)}" if proven is not None else None
    return Ended(outcome, grant=grant(proven), note=note)


ACTIONS: tuple[Action, ...] = (Inside(SEND, send), Inside(CHECK, check))

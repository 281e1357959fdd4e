"""otp: a one-time code to a contact on file, and the caller's repeating it."""

from __future__ import annotations

from ivr.flow.contracts import Contract, Input
from ivr.flow.types import TEXT, Choice, record

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
)

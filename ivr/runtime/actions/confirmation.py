"""confirmation: a fresh code that names what it is for. The engine does these at a `confirm` step."""

from __future__ import annotations

from ivr.flow.contracts import CONFIRM_CHECK, CONFIRM_SEND, Contract, Input, Level
from ivr.flow.types import TEXT, record

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

"""The fields every voice request bears: https://www.twilio.com/docs/voice/twiml#request-parameters"""

from __future__ import annotations

from dataclasses import dataclass

from ivr.channels.twilio.request.posted import Posted
from ivr.values import caller_number

CALL = r"CA[0-9a-fA-F]{32}"
STATUSES = frozenset(
    {"queued", "initiated", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"}
)
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""Values of CallStatus, and those of a call that has ended (https://www.twilio.com/docs/voice/api/call-resource)."""


@dataclass(frozen=True)
class Caller:
    """Who calls whom. `caller` is a hint only: a number can be withheld, and it can be forged."""

    call: str
    called: str
    caller: str | None
    status: str

    @property
    def over(self) -> bool:
        return self.status in OVER


def read_caller(posted: Posted) -> Caller | None:
    """The call a request is about; None without a CallSid that is one."""
    call = posted.matching("CallSid", CALL)
    if not call:
        return None
    called = posted.matching("To", r"[!-~]{1,255}") or posted.matching("Called", r"[!-~]{1,255}")
    status = posted.raw("CallStatus")
    return Caller(
        call=call,
        called=called,
        caller=caller_number(posted.raw("From")),
        status=status if status in STATUSES else "",
    )

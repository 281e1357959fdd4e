"""Status callbacks: https://www.twilio.com/docs/voice/api/call-resource#statuscallback

They are told, not asked: the answer is 204, whatever came of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response

from ivr.channels.twilio.desk import Desk, log, log_broken, posted
from ivr.channels.twilio.request import Caller, read_caller
from ivr.errors import TurnBusy

MOST_BUSY = 4
"""How often a call that is held elsewhere is tried; each takes two seconds, of Twilio's fifteen."""

FACTS = {
    "duration": ("CallDuration", r"[0-9]{1,9}"),
    "sip_code": ("SipResponseCode", r"[0-9]{3}"),
}


def status_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the route."""

    @blueprint.post("/voice/status")
    def status() -> Response:
        form = posted()
        caller = read_caller(form)
        if caller is None or not caller.status:
            log.warning("a status callback that names no call or no known status")
            return Response(status=204)
        found = {name: form.matching(field, pattern) for name, (field, pattern) in FACTS.items()}
        facts = {name: value for name, value in found.items() if value}
        # A number's own callback has no other sequence than 0: it is sent once, when the call has ended.
        sequence = form.whole("SequenceNumber") or 0
        try:
            _told(desk, caller, sequence, facts)
        except Exception as error:  # Twilio has no use for our errors
            log_broken(f"call {caller.call}: its status callback broke", error)
        return Response(status=204)


def _told(desk: Desk, caller: Caller, sequence: int, facts: Mapping[str, str]) -> None:
    """Tells the runtime. Twilio does not send a callback again, so a call held elsewhere is waited for."""
    for left in reversed(range(MOST_BUSY)):
        try:
            desk.turns.ended(caller.call, sequence, caller.status, facts)
        except TurnBusy:
            if not left:
                raise
        else:
            return

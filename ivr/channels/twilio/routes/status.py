"""Status callbacks: https://www.twilio.com/docs/voice/api/call-resource#statuscallback

They are told, not asked: the answer is 204, whatever came of it.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from ivr.channels.twilio.desk import Desk, log, log_broken
from ivr.channels.twilio.request import Posted, read_caller

FACTS = {
    "duration": ("CallDuration", r"[0-9]{1,9}"),
    "sip_code": ("SipResponseCode", r"[0-9]{3}"),
}


def status_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the route."""

    @blueprint.post("/voice/status")
    def status() -> Response:
        posted = Posted(request.form)
        caller = read_caller(posted)
        if caller is None or not caller.status:
            log.warning("a status callback that names no call or no known status")
            return Response(status=204)
        found = {name: posted.matching(field, pattern) for name, (field, pattern) in FACTS.items()}
        facts = {name: value for name, value in found.items() if value}
        try:
            # A number's own callback has no other sequence than 0: it is sent once, when the call has ended.
            desk.turns.ended(caller.call, posted.whole("SequenceNumber") or 0, caller.status, facts)
        except Exception as error:  # Twilio has no use for our errors
            log_broken(f"call {caller.call}: its status callback broke", error)
        return Response(status=204)

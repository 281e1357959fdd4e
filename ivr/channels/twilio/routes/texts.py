"""Status callbacks of texts: https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks

The URL was given with the text and names it by our key; Twilio's signature covers it. As with calls, the answer is
204, whatever came of it.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from ivr.channels.twilio.desk import Desk, log, log_broken, posted

MOST_OF_A_KEY = 255


def text_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the route."""

    @blueprint.post("/text/status")
    def text_status() -> Response:
        form = posted()
        sid = form.matching("MessageSid", r"(SM|MM)[0-9a-fA-F]{32}")
        status = form.matching("MessageStatus", r"[a-z_]{1,24}")
        key = request.args.get("key", "")
        if not (sid and status and 0 < len(key) <= MOST_OF_A_KEY):
            log.warning("a status callback that names no text")
            return Response(status=204)
        try:
            desk.turns.delivered(key, sid, status, form.whole("ErrorCode"))
        except Exception as error:  # Twilio has no use for our errors
            log_broken(f"text {sid}: its status callback broke", error)
        return Response(status=204)

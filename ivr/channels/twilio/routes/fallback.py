"""The fallback URL: what Twilio asks when a document could not be had or could not be run.

It posts ErrorCode and ErrorUrl (https://www.twilio.com/docs/usage/security/availability-reliability). All of this
works without the database: how often a turn failed is counted by the runtime and, should that not answer, by `tries`
in the URL the caller is sent back to, which comes back in ErrorUrl.
"""

from __future__ import annotations

from flask import Blueprint, Response

from ivr.channels.twilio import trouble
from ivr.channels.twilio.desk import Desk, count_in, language_in, log, log_broken, posted, twiml_answer
from ivr.channels.twilio.request import read_caller
from ivr.channels.twilio.urls import Address

UNUSABLE = ("12", "11750")
"""Error codes that begin so: the document came, and was no TwiML or too long. Sent again it fails again, and a
fallback that fails ends the call (https://www.twilio.com/docs/api/errors)."""


def fallback_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the route."""

    @blueprint.post("/voice/fallback")
    def fallback() -> Response:
        form = posted()
        code = form.matching("ErrorCode", r"[0-9]{1,9}")
        caller = read_caller(form)
        address = desk.urls.read(form.raw("ErrorUrl"))
        if caller is None or address is None:
            log.error("Twilio error %s at no turn of ours", code or "unknown")
            return twiml_answer(trouble.give_up(desk.config, None))
        log.error("call %s turn %d: Twilio error %s", caller.call, address.number, code or "unknown")
        if not code.startswith(UNUSABLE):
            stored = _stored(desk, caller.call, address.number)
            if stored is not None:
                return twiml_answer(stored)
        return twiml_answer(_again(desk, caller.call, address))


def _stored(desk: Desk, call: str, number: int) -> str | None:
    try:
        return desk.turns.answered(call, number)
    except Exception as error:  # the database may be what failed
        log_broken(f"call {call}: the stored answer of turn {number} was not found", error)
        return None


def _again(desk: Desk, call: str, address: Address) -> str:
    """An apology and the same turn, at most twice; then out."""
    language = language_in(address.query.get("language", ""))
    tries = count_in(address.query.get("tries", "")) + 1
    try:
        tries = max(tries, desk.turns.stumbled(call, address.number))
    except Exception as error:  # then the URL alone counts
        log_broken(f"call {call}: stumbling at turn {address.number} was not counted", error)
    if tries > trouble.MOST_TRIES:
        return trouble.give_up(desk.config, language)
    result = address.query.get("result")
    again = desk.urls.turn(address.number, address.exit, language=language, result=result, tries=tries)
    return trouble.apology(desk.config, language, again)

"""Turns: the incoming call, and every exit of a document."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Blueprint, Response, abort, request

from ivr import logs, metrics
from ivr.channels.twilio import trouble
from ivr.channels.twilio.desk import Desk, asked_count, asked_language, log, log_broken, posted, twiml_answer
from ivr.channels.twilio.render import Documents, documents
from ivr.channels.twilio.request import Caller, Posted, digest, happened, read_caller
from ivr.channels.twilio.urls import EXITS
from ivr.engine.directives import Directive
from ivr.errors import TurnBusy
from ivr.runtime.arrivals import Arrival

MOST_BUSY = 5
"""How often a turn is asked for again because its call was held elsewhere; each took two seconds of waiting."""

CARRIED = {"queue": "QueueResult", "card": "Result"}
"""What is carried along when a turn is asked for again: the request that comes then has no verb's fields any more.
Keys, speech and tokens are not carried, since URLs are written down in many places; they count as not given."""


def turn_routes(blueprint: Blueprint, desk: Desk, agent: Callable[[Caller], Response | None]) -> None:
    """Adds the routes. `agent` answers an incoming call that is an agent's; None when it is a caller's."""

    document = documents(desk.config)

    @blueprint.post("/voice")
    def incoming() -> Response:
        form = posted()
        caller = read_caller(form)
        answer = agent(caller) if caller is not None else None
        return answer or _turn(desk, document, form, caller, 0, None)

    @blueprint.post("/voice/turn/<number>/<exit_>")
    def turn(number: str, exit_: str) -> Response:
        # Not an int in the rule: Python refuses to read one of five thousand digits, and that would be a 500.
        if not re.fullmatch(r"[1-9][0-9]{0,4}", number, re.ASCII) or exit_ not in EXITS:
            abort(404)
        form = _with_carried(posted(), exit_)
        return _turn(desk, document, form, read_caller(form), int(number), exit_)


def _turn(
    desk: Desk, document: Documents, form: Posted, caller: Caller | None, number: int, exit_: str | None
) -> Response:
    if caller is None:
        log.warning("a signed request without a CallSid, at turn %d", number)
        return twiml_answer(trouble.goodbye(desk.config, asked_language()))
    language = asked_language()

    def render(said: tuple[Directive, ...], leads_to: int) -> str:
        return document(said, leads_to, language)

    arrival = Arrival(
        call=caller.call,
        number=number,
        what=happened(exit_, form, caller),
        body=digest(exit_, form, desk.config.auth_token),
        called=caller.called,
        caller=caller.caller,
    )
    try:
        with logs.about(call=caller.call, turn=number), metrics.TURN_SECONDS.time():
            answer = desk.turns.turn(arrival, render)
            log.debug("turn %d is answered", number)
        metrics.TURNS.labels("answered").inc()
        return twiml_answer(answer)
    except TurnBusy:
        metrics.TURNS.labels("busy").inc()
        log.warning("call %s turn %d is held elsewhere", caller.call, number)
        busy, tries = asked_count("busy") + 1, asked_count("tries")
        if busy <= MOST_BUSY:
            again = desk.urls.turn(number, exit_, **_kept(exit_, form), tries=tries, busy=busy)
            return twiml_answer(trouble.silently(again))
    except Exception as error:  # whatever broke, the caller is answered with speech
        metrics.TURNS.labels("broken").inc()
        log_broken(f"call {caller.call} turn {number} broke", error)
    return twiml_answer(_again(desk, form, number, exit_))


def _again(desk: Desk, form: Posted, number: int, exit_: str | None) -> str:
    """An apology and the same turn, at most twice; then out."""
    tries = asked_count("tries") + 1
    if tries > trouble.MOST_TRIES:
        return trouble.give_up(desk.config, asked_language())
    again = desk.urls.turn(number, exit_, **_kept(exit_, form), tries=tries)
    return trouble.apology(desk.config, asked_language(), again)


def _kept(exit_: str | None, form: Posted) -> dict[str, str | None]:
    """The query of a turn that is asked for again: its language, and how a wait or a capture ended. Of a successful
    capture nothing is kept: its token is lost with the request, and nothing was charged."""
    field = CARRIED.get(exit_ or "")
    result = form.matching(field, r"[a-z-]{1,64}") if field else ""
    return {"language": asked_language(), "result": None if result == "success" else result or None}


def _with_carried(form: Posted, exit_: str) -> Posted:
    """The posted fields, with what was carried in the URL where it is not among them."""
    field = CARRIED.get(exit_)
    result = request.args.get("result", "") if field is not None else ""
    return form if field is None or not result or field in form.fields else form.having(field, result)

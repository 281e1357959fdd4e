"""The blueprint: signed POSTs only, and an answer whatever happens. The addresses are listed in `urls`."""

from __future__ import annotations

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import HTTPException

from ivr import metrics
from ivr.channels.twilio import trouble
from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.desk import Desk, asked_language, log, log_broken, twiml_answer
from ivr.channels.twilio.request import Caller, Posted
from ivr.channels.twilio.routes.agent import agent_answer, agent_routes
from ivr.channels.twilio.routes.fallback import fallback_routes
from ivr.channels.twilio.routes.status import status_routes
from ivr.channels.twilio.routes.texts import text_routes
from ivr.channels.twilio.routes.turns import turn_routes
from ivr.channels.twilio.routes.wait import wait_routes
from ivr.channels.twilio.signature import signed_form
from ivr.runtime.arrivals import Turns


def voice_blueprint(turns: Turns, config: VoiceConfig) -> Blueprint:
    """Twilio's voice webhooks, answered by `turns`.

    A request without a valid signature gets 403 and learns nothing; GET gets 405, since a number is to be configured
    for POST. An authenticated request is always answered: with TwiML, or 204 where nothing is asked.
    """
    blueprint = Blueprint("twilio_voice", __name__)
    desk = Desk(turns, config)

    @blueprint.before_request
    def only_signed() -> Response | None:
        fields = signed_form(config, request)
        if fields is not None:
            g.posted = Posted(fields)
            return None
        # The address is ours (it was routed here); nothing else of an unsigned request is worth the log's space.
        metrics.REFUSALS.inc()
        log.warning("a request without a valid signature: %s", request.url_rule)
        return Response("Forbidden\n", status=403, mimetype="text/plain")

    @blueprint.errorhandler(Exception)
    def broken(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException):
            return error
        log_broken(f"{request.url_rule} broke", error)
        if "posted" not in g:
            return Response("Forbidden\n", status=403, mimetype="text/plain")
        return twiml_answer(trouble.give_up(config, asked_language()))

    def agent(caller: Caller) -> Response | None:
        return agent_answer(desk, caller)

    turn_routes(blueprint, desk, agent)
    wait_routes(blueprint, desk)
    status_routes(blueprint, desk)
    text_routes(blueprint, desk)
    fallback_routes(blueprint, desk)
    agent_routes(blueprint, desk)
    return blueprint

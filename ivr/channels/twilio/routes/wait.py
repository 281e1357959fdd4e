"""What callers in a queue hear: Enqueue's waitUrl."""

from __future__ import annotations

from flask import Blueprint, Response

from ivr.channels.twilio import trouble
from ivr.channels.twilio.desk import Desk, asked_language, log_broken, posted, twiml_answer
from ivr.channels.twilio.render import Page, wait_document
from ivr.channels.twilio.request import read_caller
from ivr.channels.twilio.request.queue import waiting
from ivr.engine.directives import Directive


def wait_routes(blueprint: Blueprint, desk: Desk) -> None:
    """Adds the route."""

    @blueprint.post("/voice/wait")
    def wait() -> Response:
        form = posted()
        caller = read_caller(form)
        language = asked_language()
        if caller is None:
            return twiml_answer(trouble.hold(desk.config, language))

        def render(said: tuple[Directive, ...], leads_to: int) -> str:
            return wait_document(said, Page(desk.config, leads_to, language))

        try:
            return twiml_answer(desk.turns.waiting(caller.call, waiting(form), render))
        except Exception as error:  # a caller who waits goes on waiting
            log_broken(f"call {caller.call}: its wait document broke", error)
            return twiml_answer(trouble.hold(desk.config, language))

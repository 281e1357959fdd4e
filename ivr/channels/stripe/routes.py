"""The one route. https://docs.stripe.com/webhooks#best-practices: answered 2xx as soon as it is booked; anything else
is told again, for three days."""

from __future__ import annotations

import logging
from typing import Protocol

from flask import Blueprint, Response, request

from ivr.channels.twilio.desk import log_broken
from ivr.gateways.notices import NotAuthenticError, Notice
from ivr.gateways.stripe.events import read_event
from ivr.values import Secret

log = logging.getLogger("ivr.channels.stripe")


class Late(Protocol):
    """Implemented by `ivr.runtime.late.LateResults`."""

    def told(self, notice: Notice) -> str: ...


def stripe_blueprint(late: Late, secret: Secret) -> Blueprint:
    """Takes what Stripe signed with `secret`. What it did not sign gets 400 and learns nothing; an event of no charge
    of ours is taken like any other (2xx): the account may have other uses."""
    blueprint = Blueprint("stripe", __name__)

    @blueprint.post("/stripe")
    def told() -> Response:
        try:
            notice = read_event(request.get_data(), request.headers.get("Stripe-Signature"), secret)
        except NotAuthenticError as error:
            log.warning("a webhook that Stripe did not sign: %s", error)
            return Response("Bad Request\n", status=400, mimetype="text/plain")
        try:
            late.told(notice)
        except Exception as error:
            log_broken(f"event {notice.id} was not booked, and will be told again", error)
            return Response("Internal Server Error\n", status=500, mimetype="text/plain")
        return Response("ok\n", mimetype="text/plain")

    return blueprint

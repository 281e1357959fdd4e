"""The lab's routes: what a tester may ask of a line that is served with stand-ins only.

    POST /_lab/reset     {}                                     -> {}
    POST /_lab/texts     {"to": str | null, "after": int}       -> {"texts": [{"id", "to", "channel", "body"}, ...]}
    POST /_lab/account   {"account": str}                       -> facts
    POST /_lab/clock     {"call": str, "now": str, "seed": str} -> {}           now: ISO 8601 with its offset
    POST /_lab/where     {"call": str}                          -> {"flow", "step", "assurance"}
    POST /_lab/settle    {}                                     -> {}

Signed as Twilio signs JSON: over the public URL, whose `bodySHA256` is the body's. Wrong JSON is 400, what is not known
404, both with `{"error": why}`; a wrong signature 403.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from flask import Blueprint, Response, jsonify, request

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.signature import is_signed_json
from ivr.errors import IvrError

log = logging.getLogger("ivr.channels.lab")


class Lab(Protocol):
    """What the runtime offers to tests. A method raises IvrError for a call or an account it does not know."""

    def reset(self) -> None:
        """Makes everything as it was when the demo data was new."""
        ...

    def texts(self, to: str | None, after: int) -> Sequence[Mapping[str, object]]:
        """The messages sent to `to` (None: to anybody) with an id above `after`, oldest first."""
        ...

    def account(self, number: str) -> Mapping[str, object]:
        """What is true of an account."""
        ...

    def clock(self, call: str, now: str, seed: str) -> None:
        """Sets a call's clock, and what its random numbers are made of."""
        ...

    def where(self, call: str) -> Mapping[str, str]:
        """Where in its flows a call is."""
        ...

    def settle(self) -> None:
        """Waits until the effects that were begun are done."""
        ...


class WrongBody(IvrError):  # noqa: N818
    """A body that does not say what is wanted; the text says how."""


def lab_blueprint(lab: Lab, config: VoiceConfig) -> Blueprint:
    """The routes, answered by `lab`. To be mounted only where every gateway is a stand-in."""
    blueprint = Blueprint("lab", __name__, url_prefix="/_lab")

    @blueprint.before_request
    def only_signed() -> Response | None:
        if is_signed_json(config, request):
            return None
        log.warning("a lab request without a valid signature: %s", request.url_rule)
        return Response("Forbidden\n", status=403, mimetype="text/plain")

    @blueprint.errorhandler(IvrError)
    def refused(error: IvrError) -> tuple[Response, int]:
        return jsonify(error=str(error)), 400 if isinstance(error, WrongBody) else 404

    @blueprint.post("/reset")
    def reset() -> Response:
        _body({})
        lab.reset()
        return jsonify({})

    @blueprint.post("/texts")
    def texts() -> Response:
        body = _body({"to": (str, type(None)), "after": (int,)})
        to, after = body["to"], body["after"]
        if not isinstance(after, int) or after < 0:
            raise WrongBody("'after' is the id of a text, or 0")
        return jsonify(texts=[dict(text) for text in lab.texts(None if to is None else str(to), after)])

    @blueprint.post("/account")
    def account() -> Response:
        body = _body({"account": (str,)})
        return jsonify(dict(lab.account(str(body["account"]))))

    @blueprint.post("/clock")
    def clock() -> Response:
        body = _body({"call": (str,), "now": (str,), "seed": (str,)})
        lab.clock(str(body["call"]), _instant(str(body["now"])), str(body["seed"]))
        return jsonify({})

    @blueprint.post("/where")
    def where() -> Response:
        body = _body({"call": (str,)})
        return jsonify(dict(lab.where(str(body["call"]))))

    @blueprint.post("/settle")
    def settle() -> Response:
        _body({})
        lab.settle()
        return jsonify({})

    return blueprint


def _body(fields: Mapping[str, tuple[type, ...]]) -> Mapping[str, object]:
    """The request's JSON: an object with these fields, of these types, and no others."""
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise WrongBody("the body is not JSON") from error
    if not isinstance(body, dict):
        raise WrongBody("the body must be a JSON object")
    if body.keys() != fields.keys():
        wanted = ", ".join(fields) or "none"
        raise WrongBody(f"the fields here are: {wanted}; given were: {', '.join(sorted(body)) or 'none'}")
    for name, kinds in fields.items():
        if not isinstance(body[name], kinds) or isinstance(body[name], bool):
            raise WrongBody(f"'{name}' must be {' or '.join(_KINDS[kind] for kind in kinds)}")
    return body


_KINDS: Mapping[type, str] = {str: "text", int: "a whole number", type(None): "null"}


def _instant(text: str) -> str:
    """`text` if it is a time with its offset; WrongBody otherwise."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongBody("'now' must be a time such as 2026-11-24T10:00:00-05:00") from error
    if time.tzinfo is None:
        raise WrongBody("'now' must say its offset, as in 2026-11-24T10:00:00-05:00")
    return text

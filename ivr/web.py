"""The web application: the voice channel, two health checks, and for tests the lab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from ivr.channels.twilio import VoiceConfig, voice_blueprint
from ivr.channels.twilio.desk import log_broken
from ivr.runtime.arrivals import Turns
from ivr.values import Secret

MOST_BYTES = 64 * 1024
"""Of a request's body: webhooks are far smaller."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer that does not set its own."""


@dataclass(frozen=True)
class Measured:
    """The metrics' page, and the token that whoever reads it must send: the port is open to the world."""

    page: Callable[[], bytes]
    token: Secret


def metrics_route(app: Flask, measured: Measured) -> None:
    """Adds the route. To anybody else there is nothing there."""

    @app.get("/metrics")
    def metrics() -> Response:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or Secret(given) != measured.token:
            abort(404)
        return Response(measured.page(), content_type="text/plain; version=0.0.4; charset=utf-8")


def create_app(
    turns: Turns,
    config: VoiceConfig,
    lab: Blueprint | None = None,
    *,
    processor: Blueprint | None = None,
    ready: Callable[[], bool] = lambda: True,
    measured: Measured | None = None,
) -> Flask:
    """The application a WSGI server runs.

    `ready` answers whether calls can be taken (database reached, versions and code agree); `lab` is mounted only where
    every gateway is a stand-in, `processor` where there is one that tells us of charges. The proxy's headers are not
    read: URLs come from `config.public_url`. `measured` answers /metrics; without it there is none.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES, PROPAGATE_EXCEPTIONS=False)
    app.register_blueprint(voice_blueprint(turns, config))
    if lab is not None:
        app.register_blueprint(lab)
    if processor is not None:
        app.register_blueprint(processor)

    @app.get("/healthz")
    def healthy() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def is_ready() -> Response:
        try:
            yes = ready()
        except Exception as error:
            log_broken("readiness was not found out", error)
            yes = False
        return Response("ready\n" if yes else "not ready\n", status=200 if yes else 503, mimetype="text/plain")

    if measured is not None:
        metrics_route(app, measured)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        """Errors as one line of text; what went wrong inside goes to the log alone."""
        if isinstance(error, HTTPException):
            answer = Response(f"{error.name}\n", status=error.code, mimetype="text/plain")
            answer.headers.extend([header for header in error.get_headers() if header[0] == "Allow"])
            return answer
        log_broken("the application broke", error)
        return Response("Internal Server Error\n", status=500, mimetype="text/plain")

    @app.after_request
    def headers(answer: Response) -> Response:
        own = {name.lower() for name, _ in answer.headers}
        for name, value in HEADERS.items():
            if name.lower() not in own:
                answer.headers.add(name, value)
        return answer

    return app

"""The application as a whole."""

from __future__ import annotations

import pytest
from flask import Blueprint

from ivr.web import MOST_BYTES, create_app
from tests.channels.support import StandIn, Twilio, config


def client(**changes: object):
    return create_app(StandIn(), config(), **changes).test_client()  # type: ignore[arg-type]


def test_the_process_is_up():
    answer = client().get("/healthz")
    assert (answer.status_code, answer.get_data()) == (200, b"ok\n")


@pytest.mark.parametrize(("ready", "status"), [(lambda: True, 200), (lambda: False, 503), (lambda: 1 / 0, 503)])
def test_readiness_is_asked(ready, status: int):
    assert client(ready=ready).get("/readyz").status_code == status


def test_every_answer_bears_the_security_headers():
    for answer in (client().get("/healthz"), client().get("/nowhere"), client().post("/voice"), client().get("/voice")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_what_is_not_there_is_one_line():
    answer = client().get("/nowhere")
    assert (answer.status_code, answer.get_data()) == (404, b"Not Found\n")


def test_a_fault_shows_nothing_of_itself(caplog: pytest.LogCaptureFixture):
    broken = Blueprint("broken", __name__)

    @broken.get("/broken")
    def fails() -> str:
        raise RuntimeError("sesame")

    answer = client(lab=broken).get("/broken")
    assert (answer.status_code, answer.get_data()) == (500, b"Internal Server Error\n")
    assert "the application broke: RuntimeError" in caplog.text


@pytest.mark.parametrize("path", ["/voice", "/voice/status"])
def test_a_request_too_large_is_refused(path: str):
    twilio = Twilio(StandIn())
    assert twilio.post(path, SpeechResult="a" * MOST_BYTES).status_code == 413
    assert twilio.raw(path, "a" * (MOST_BYTES + 1), "x").status_code == 413

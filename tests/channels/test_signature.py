"""Who is let in."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from tests.channels.support import BASE, PUBLIC, TOKEN, StandIn, Twilio, config, parsed

BODY = urlencode(BASE)
GOOD = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice", BASE)
PATHS = ["/voice", "/voice/turn/1/heard", "/voice/wait", "/voice/status", "/voice/fallback", "/voice/agent"]
PATHS += ["/voice/agent/pin", "/voice/agent/next", "/voice/agent/take", "/voice/agent/connected"]


@pytest.fixture
def twilio() -> Twilio:
    return Twilio(StandIn())


def test_a_good_signature_is_let_in(twilio: Twilio):
    assert twilio.raw("/voice", BODY, GOOD).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("signature", [None, "", "wrong", GOOD[:-1], "é" * 28, GOOD + GOOD, "A" * 27 + "="])
def test_no_other_signature_is(twilio: Twilio, path: str, signature: str | None):
    body = BODY + "&x=1"
    answer = twilio.raw(path, body, signature)
    assert answer.status_code == 403
    assert answer.get_data() == b"Forbidden\n"
    assert twilio.turns.arrivals == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"CallSid": "x"}'),
        ("application/json", "[]"),
        ("text/plain", BODY),
        ("multipart/form-data; boundary=x", "--x--"),
        ("multipart/form-data", BODY),
        ("", BODY),
        ("nonsense", BODY),
        ("application/x-www-form-urlencoded; charset=utf-7", "a=+AGE-"),
    ],
)
@pytest.mark.parametrize("query", ["", "?bodySHA256=", "?bodySHA256=00"])
def test_a_body_that_is_no_form_is_not_let_in(twilio: Twilio, kind: str, body: str, query: str):
    assert twilio.raw(f"/voice{query}", body, GOOD, kind).status_code == 403


@pytest.mark.parametrize("body", [b"\xff\xfe=\x00", b"%ff%fe=%00", b"&&&=&=", b"%", gzip.compress(BODY.encode())])
def test_broken_forms_are_not_let_in(twilio: Twilio, body: bytes):
    assert twilio.raw("/voice", body, GOOD).status_code == 403


def test_the_requests_own_host_does_not_count(twilio: Twilio):
    headers = {"X-Twilio-Signature": GOOD, "Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    assert twilio.client.post("/voice", data=BODY, content_type=kind, headers=headers).status_code == 200
    forged = RequestValidator(TOKEN).compute_signature("http://localhost/voice", BASE)
    assert twilio.raw("/voice", BODY, forged).status_code == 403


def test_the_query_is_signed(twilio: Twilio):
    assert twilio.post("/voice?tries=1").status_code == 200
    assert twilio.raw("/voice?tries=1", BODY, GOOD).status_code == 403


def test_a_proxys_path_prefix_is_part_of_what_is_signed():
    twilio = Twilio(StandIn(), config(public_url=f"{PUBLIC}/ivr/"))
    assert twilio.raw("/voice", BODY, GOOD).status_code == 403
    behind = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/ivr/voice", BASE)
    answer = twilio.raw("/voice", BODY, behind)
    assert answer.status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_only_post_is_answered(twilio: Twilio, path: str, method: str):
    answer = twilio.client.open(path, method=method)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_field_given_twice_counts_as_not_given(twilio: Twilio):
    """The library signs all values of a name; which was meant is not known, so nothing was heard."""
    pairs = [*BASE.items(), ("Digits", "1"), ("Digits", "2")]
    parsed(twilio.post_pairs("/voice/turn/1/heard", pairs))
    parsed(twilio.post_pairs("/voice/turn/1/heard", [*BASE.items(), ("Digits", "1"), ("Digits", "1")]))
    assert [type(arrival.what).__name__ for arrival in twilio.turns.arrivals] == ["Silence", "Keyed"]


def test_a_signature_does_not_say_where_a_name_ends(twilio: Twilio):
    """`Digits1=2` signs like `Digits=12`; it is let in, and read as nothing."""
    signed = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice/turn/1/heard", {**BASE, "Digits": "12"})
    parsed(twilio.raw("/voice/turn/1/heard", urlencode({**BASE, "Digits1": "2"}), signed))
    assert type(twilio.turns.arrivals[0].what).__name__ == "Silence"

"""What the telephone's requests look like, and where they go."""

from __future__ import annotations

import httpx
import pytest

from ivr.phone import Line

from .application import PUBLIC, Application, steps

CAPTURED = {
    "AccountSid",
    "ApiVersion",
    "CallSid",
    "CallStatus",
    "CallToken",
    "Called",
    "CalledCity",
    "CalledCountry",
    "CalledState",
    "CalledZip",
    "Caller",
    "CallerCity",
    "CallerCountry",
    "CallerState",
    "CallerZip",
    "Direction",
    "From",
    "FromCity",
    "FromCountry",
    "FromState",
    "FromZip",
    "StirVerstat",
    "To",
    "ToCity",
    "ToCountry",
    "ToState",
    "ToZip",
}
"""The fields of a real voice webhook, 2025."""


def test_the_first_request_has_the_fields_of_a_real_one():
    app = Application({"/voice": "<Hangup/>"})
    app.passes(steps())
    (asked,) = app.asked
    assert set(asked.fields) == CAPTURED
    assert asked.fields["CallStatus"] == "ringing"
    assert asked.fields["CallSid"].startswith("CA")
    assert len(asked.fields["CallSid"]) == 34
    assert asked.fields["CallerCountry"] == "US"
    assert asked.headers["User-Agent"] == "TwilioProxy/1.1"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert asked.headers["I-Twilio-Idempotency-Token"]


def test_a_withheld_caller_arrives_as_a_number_in_lesotho():
    app = Application({"/voice": "<Hangup/>"})
    app.passes("call: c\nfrom: withheld\nsteps: []\n")
    fields = app.asked[0].fields
    assert (fields["From"], fields["CallerCountry"]) == ("+266696687", "LS")
    assert fields["StirVerstat"] == "No-TN-Validation"


def test_relative_urls_resolve_against_their_document_and_get_carries_the_fields():
    app = Application(
        {
            "/voice": "<Redirect method='GET'>a/b?x=1&amp;y=%20z</Redirect>",
            "/a/b": "<Redirect>c#part</Redirect>",
            "/a/c": "<Redirect/>",
        }
    )
    app.documents["/a/c"] = lambda _: "<Say>there</Say>" if len(app.asked) > 3 else "<Redirect/>"
    app.passes(steps("hears: there"))
    assert [(asked.method, asked.path) for asked in app.asked] == [
        ("POST", "/voice"),
        ("GET", "/a/b"),
        ("POST", "/a/c"),
        ("POST", "/a/c"),
    ]
    assert app.asked[1].fields["x"] == "1"
    assert app.asked[1].fields["From"] == "+12025550123"


def test_http_redirects_are_followed_with_a_get():
    moved = httpx.Response(302, headers={"location": "/elsewhere"})
    app = Application({"/voice": moved, "/elsewhere": "<Say>moved here</Say>"})
    app.passes(steps("hears: moved here"))
    assert app.asked[1].method == "GET"


def test_cookies_last_as_long_as_the_call():
    xml = {"content-type": "text/xml", "set-cookie": "id=7"}
    first = httpx.Response(200, text="<Response><Redirect>/next</Redirect></Response>", headers=xml)
    app = Application({"/voice": first, "/next": lambda asked: f"<Say>{asked.headers.get('cookie')}</Say>"})
    app.passes(steps("hears: id=7"))


@pytest.mark.parametrize(
    ("url", "public", "voice", "wanted", "connected"),
    [
        ("http://h:1/voice", None, "http://h:1/voice", "http://h:1/a?b=1", "http://h:1/a?b=1"),
        ("http://h:1/voice", "https://p.example", "https://p.example/voice", "https://p.example/a", "http://h:1/a"),
        ("http://h:1/voice", "https://p/ivr/voice", "https://p/ivr/voice", "https://p/ivr/a/b", "http://h:1/a/b"),
        ("http://h:1/voice", "https://p/", "https://p/voice", "https://other/a", "https://other/a"),
    ],
)
def test_public_urls_are_signed_and_local_ones_connected_to(url, public, voice, wanted, connected):
    line = Line(url, "t", public_url=public)
    assert line.voice_url == voice
    assert line.connect_url(wanted) == connected


class Flaky(Application):
    """The first connection fails."""

    failed = False

    def handle_request(self, request):
        if request.url.path == "/voice" and not self.failed:
            self.failed = True
            raise httpx.ConnectError("refused", request=request)
        return super().handle_request(request)


def test_a_failed_connection_is_tried_once_more():
    app = Flaky({"/voice": "<Say>hello</Say>"})
    app.passes(steps("hears: hello"))


def test_a_turn_asked_for_twice_must_be_answered_alike():
    app = Application({})
    app.documents["/voice"] = lambda _: f"<Say>answer {len(app.asked)}</Say><Gather/>"
    result = app.play(steps("hears: answer, repeat_turn: true"))
    assert "call.yaml:3:21 the same request, made twice, was answered differently" in result.failure
    assert "answer 1" in result.failure
    assert "answer 2" in result.failure
    result = app.play("call: c\nevery_turn_twice: true\nsteps: []\n")
    assert "answered differently" in result.failure


def test_a_repeated_request_is_the_same_request():
    app = Application({"/voice": "<Say>hello</Say><Gather/>"})
    app.passes(steps("hears: hello, repeat_turn: true"))
    first, second = app.asked
    assert first.fields == second.fields
    assert first.headers["I-Twilio-Idempotency-Token"] == second.headers["I-Twilio-Idempotency-Token"]


def test_the_lab_is_signed_as_json():
    app = Application({"/voice": "<Hangup/>"}, lab={"reset": lambda _: {}, "clock": lambda _: {}})
    app.passes(steps())
    assert any(b"bodySHA256=" in raw for raw in app.raw)
    assert PUBLIC.encode() in app.raw[0]

"""Whatever Twilio might post, signed: an answer that is TwiML, never an error."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.channels.twilio.request.call import STATUSES
from ivr.channels.twilio.request.happened import READ
from ivr.channels.twilio.urls import EXITS
from ivr.engine.directives import Listen, Say
from tests.channels.support import AGENT_NUMBER, BASE, PUBLIC, StandIn, Twilio, parsed

ASKED = [*BASE, *READ, "ErrorUrl", "ErrorCode", "SequenceNumber", "QueueTime", "QueuePosition", "Language"]
# What cannot be sent as a form is left out: a lone surrogate is no text.
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
VALUES = ANY | st.sampled_from(
    ["", "1", "success", "bridged", "hangup", "completed", AGENT_NUMBER, "+266696687", f"{PUBLIC}/voice/turn/3/heard"]
)
PAIRS = st.lists(st.tuples(st.sampled_from(ASKED) | ANY, VALUES), max_size=12)
QUERY = st.sampled_from(["", "?language=es-US", "?tries=1&busy=9", "?tries=x&language=%00", "?look=29&call=x"])
PATHS = ["/voice", "/voice/wait", "/voice/fallback", "/voice/agent", "/voice/agent/pin", "/voice/agent/next"]
PATHS += ["/voice/agent/take", "/voice/agent/connected", *(f"/voice/turn/3/{exit_}" for exit_ in sorted(EXITS))]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PATHS), QUERY, PAIRS, st.booleans(), st.booleans())
def test_anything_signed_is_answered_with_twiml(
    path: str, query: str, pairs: list[tuple[str, str]], whole: bool, broken: bool
):
    said = (Say("Hello.", "en-US"), Listen((), "en-US", 5, 3))
    twilio = Twilio(StandIn(said, [RuntimeError() for _ in range(9)] if broken else []))
    # `whole`: a real request with more in it; else nothing but what was made up.
    answer = twilio.post_pairs(path + query, [*(BASE.items() if whole else ()), *pairs])
    parsed(answer)


@settings(max_examples=100, deadline=None)
@given(PAIRS, st.sampled_from(sorted(STATUSES)))
def test_any_status_callback_is_answered_204(pairs: list[tuple[str, str]], status: str):
    twilio = Twilio(StandIn())
    assert twilio.post_pairs("/voice/status", [*({**BASE, "CallStatus": status}).items(), *pairs]).status_code == 204


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([*PATHS, "/voice/status", "/_lab/reset"]),
    st.binary(max_size=60) | ANY.map(str.encode),
    st.none() | st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40),
    st.sampled_from(["application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "x"]),
)
def test_nothing_unsigned_is_let_in(path: str, body: bytes, signature: str | None, kind: str):
    twilio = Twilio(StandIn(), lab=_NoLab())
    assert twilio.raw(path, body, signature, kind).status_code == 403


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["reset", "texts", "account", "clock", "where", "settle"]), st.dictionaries(ANY, ANY) | ANY)
def test_any_json_is_answered_with_json(name: str, body: Mapping[str, str] | str):
    answer = Twilio(StandIn(), lab=_NoLab()).json(f"/_lab/{name}", json.dumps(body))
    assert answer.status_code in (200, 400)
    assert answer.is_json


class _NoLab:
    def reset(self) -> None: ...

    def texts(self, to: str | None, after: int) -> list[Mapping[str, object]]:
        return []

    def account(self, number: str) -> Mapping[str, object]:
        return {}

    def clock(self, call: str, now: str, seed: str) -> None: ...

    def where(self, call: str) -> Mapping[str, str]:
        return {}

    def settle(self) -> None: ...

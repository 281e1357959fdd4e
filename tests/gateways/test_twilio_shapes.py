"""Our Twilio on this machine takes and answers what Twilio's OpenAPI documents say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from jsonschema import ValidationError

from ivr.gateways.codes import VerifyCodes
from ivr.gateways.messages import Outgoing
from ivr.gateways.numbers import TwilioLookup
from ivr.gateways.texts import TwilioTexts
from ivr.values import Secret
from tests.support.twilio_documents import Operation, operation
from tests.support.twilio_rest import SERVICE, TwilioRest, twilio_rest

TO = "+12025550123"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
VERIFICATIONS = "/v2/Services/{ServiceSid}/Verifications"
SENDS = operation("twilio_api_v2010.json", MESSAGES, "post")
LISTS = operation("twilio_api_v2010.json", MESSAGES, "get")
STARTS = operation("twilio_verify_v2.json", VERIFICATIONS, "post")
SETTLES = operation("twilio_verify_v2.json", VERIFICATIONS + "/{Sid}", "post")
LOOKS = operation("twilio_lookups_v2.json", "/v2/PhoneNumbers/{PhoneNumber}", "get")


@pytest.fixture
def rest() -> Iterator[TwilioRest]:
    with twilio_rest() as running:
        yield running


class Exchanges:
    """Every request of the client, and its answer. `hook` is one of `requests`."""

    def __init__(self) -> None:
        self.seen: list[requests.Response] = []

    def hook(self, answer: requests.Response, *_args: object, **_more: object) -> None:
        self.seen.append(answer)

    def hold(self, operation: Operation) -> None:
        [answer] = self.seen
        asked = answer.request
        if asked.method == "POST":
            body = asked.body.decode() if isinstance(asked.body, bytes) else str(asked.body)
            assert set(parse_qs(body)) <= set(operation.fields), "it posts what is there to be posted"
        assert set(parse_qs(urlsplit(str(asked.url)).query)) <= operation.queries
        told = json.loads(answer.text)
        operation.holds(answer.status_code, told)
        assert set(told) - {"sna"} == operation.properties(answer.status_code) - {"sna"}


@pytest.fixture
def seen() -> Exchanges:
    return Exchanges()


def hooked(rest: TwilioRest, seen: Exchanges):
    client = rest.client()
    client.http_client.session.hooks["response"].append(seen.hook)
    return client


def test_sending_a_text(rest: TwilioRest, seen: Exchanges):
    texts = TwilioTexts(
        hooked(rest, seen), "+12025550100", lambda key: f"https://ivr.example.com/text/status?key={key}"
    )
    texts.send(Outgoing("k", TO, "", Secret("You paid.")))
    seen.hold(SENDS)


def test_looking_for_a_text(rest: TwilioRest, seen: Exchanges):
    message = Outgoing("k", TO, "", Secret("You paid."))
    TwilioTexts(rest.client(), "+12025550100").send(message)
    assert TwilioTexts(hooked(rest, seen), "+12025550100").find(message, datetime.now(UTC)) is not None
    seen.hold(LISTS)


def test_starting_a_verification(rest: TwilioRest, seen: Exchanges):
    VerifyCodes(hooked(rest, seen), SERVICE).send(TO, Secret("123456"), "en-US")
    seen.hold(STARTS)


def test_telling_of_a_used_code(rest: TwilioRest, seen: Exchanges):
    sid = VerifyCodes(rest.client(), SERVICE).send(TO, Secret("123456"), "en-US")
    VerifyCodes(hooked(rest, seen), SERVICE).approve(sid)
    seen.hold(SETTLES)


def test_looking_up_a_number(rest: TwilioRest, seen: Exchanges):
    TwilioLookup(hooked(rest, seen)).kind(TO)
    seen.hold(LOOKS)


def test_the_documents_do_refuse_what_is_not_so():
    with pytest.raises(ValidationError):
        SENDS.holds(201, {"sid": "SM1"})
    with pytest.raises(ValidationError):
        STARTS.holds(201, {"valid": "yes"})
    with pytest.raises(KeyError):
        LOOKS.holds(201, {})

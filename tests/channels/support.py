"""A stand-in of the runtime, and a Twilio that signs what it posts."""

from __future__ import annotations

import hashlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from ivr.channels.lab import Lab, lab_blueprint
from ivr.channels.twilio import VoiceConfig
from ivr.engine.directives import Directive, HangUp, Say
from ivr.runtime.arrivals import Arrival, Brief, Render, Waiting
from ivr.values import Secret
from ivr.web import create_app

TOKEN = "12345678901234567890123456789012"
PUBLIC = "https://ivr.example.com"
CALL = "CA" + "0" * 31 + "1"
AGENT_NUMBER = "+12025550199"
BASE = {
    "AccountSid": "AC" + "0" * 32,
    "ApiVersion": "2010-04-01",
    "CallSid": CALL,
    "CallStatus": "in-progress",
    "Called": "+12025550100",
    "Caller": "+12025550123",
    "Direction": "inbound",
    "From": "+12025550123",
    "FromCountry": "US",
    "To": "+12025550100",
}


@dataclass
class StandIn:
    """Implements `Turns`: says `said`, raises `fails`, and remembers what it was asked."""

    said: tuple[Directive, ...] = (Say("Hello.", "en-US"), HangUp())
    fails: list[Exception] = field(default_factory=list)
    stored: dict[int, str] = field(default_factory=dict)
    brief: Brief | None = None
    arrivals: list[Arrival] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    endings: list[tuple[str, int, str, Mapping[str, str]]] = field(default_factory=list)
    stumbles: int = 0
    taken: list[str] = field(default_factory=list)
    deliveries: list[tuple[str, str, str, int | None]] = field(default_factory=list)

    def _fail(self) -> None:
        if self.fails:
            raise self.fails.pop(0)

    def turn(self, arrival: Arrival, render: Render) -> str:
        self.arrivals.append(arrival)
        self._fail()
        return render(self.said, arrival.number + 1)

    def waiting(self, call: str, waiting: Waiting, render: Render) -> str:
        self.waits.append(waiting)
        self._fail()
        return render(self.said, 7)

    def ended(self, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        self.endings.append((call, sequence, status, facts))
        self._fail()

    def delivered(self, key: str, sid: str, status: str, error: int | None) -> None:
        self.deliveries.append((key, sid, status, error))
        self._fail()

    def answered(self, call: str, number: int) -> str | None:
        self._fail()
        return self.stored.get(number)

    def stumbled(self, call: str, number: int) -> int:
        self._fail()
        self.stumbles += 1
        return self.stumbles

    def is_agent(self, called: str, caller: str | None) -> bool:
        return called == AGENT_NUMBER

    def pin_accepted(self, *, right: bool) -> bool:
        return right

    def connected(self, call: str) -> None:
        self.taken.append(call)

    def next_waiting(self) -> Brief | None:
        self._fail()
        return self.brief


def config(**changes: object) -> VoiceConfig:
    given: dict[str, object] = {
        "public_url": PUBLIC,
        "auth_token": Secret(TOKEN),
        "line": "collections",
        "pay_connector": "Stripe_Connector",
        "fallback_number": "+12025550111",
        "agent_pin": Secret("246810"),
    }
    return VoiceConfig(**(given | changes))  # type: ignore[arg-type]


class Twilio:
    """Posts to one application as Twilio does."""

    def __init__(self, turns: StandIn, settings: VoiceConfig | None = None, lab: Lab | None = None) -> None:
        self.turns = turns
        self.config = settings or config()
        blueprint = lab_blueprint(lab, self.config) if lab is not None else None
        self.client: FlaskClient = create_app(turns, self.config, blueprint).test_client()
        self._signs = RequestValidator(TOKEN)

    def post(self, path: str, fields: Mapping[str, str] | None = None, **more: str) -> TestResponse:
        """A signed form: what every call posts, with `fields` over it."""
        return self.post_pairs(path, {**BASE, **(fields or {}), **more}.items())

    def post_pairs(self, path: str, pairs: Iterable[tuple[str, str]]) -> TestResponse:
        pairs = list(pairs)
        form: dict[str, list[str]] = {}
        for name, value in pairs:
            form.setdefault(name, []).append(value)
        signature = self._signs.compute_signature(PUBLIC + path, _Lists(form))
        return self.raw(path, urlencode(pairs), signature)

    def raw(
        self, path: str, body: str | bytes, signature: str | None, kind: str = "application/x-www-form-urlencoded"
    ) -> TestResponse:
        headers = {"X-Twilio-Signature": signature} if signature is not None else {}
        return self.client.post(path, data=body, content_type=kind, headers=headers)

    def json(self, path: str, body: object) -> TestResponse:
        raw = body if isinstance(body, str) else json.dumps(body)
        path = f"{path}?bodySHA256={hashlib.sha256(raw.encode()).hexdigest()}"
        return self.raw(path, raw, self._signs.compute_signature(PUBLIC + path, {}), "application/json")

    def follow(self, url: str, fields: Mapping[str, str] | None = None, **more: str) -> TestResponse:
        """Posts to a URL of TwiML."""
        assert url.startswith(PUBLIC)
        return self.post(url.removeprefix(PUBLIC), fields, **more)


class _Lists(dict[str, list[str]]):
    def getlist(self, name: str) -> list[str]:
        return self[name]


def parsed(answer: TestResponse | str) -> ET.Element:
    """The document of an answer that is TwiML."""
    if not isinstance(answer, str):
        assert answer.status_code == 200
        assert answer.mimetype == "text/xml"
        answer = answer.get_data(as_text=True)
    root = ET.fromstring(answer)
    assert root.tag == "Response"
    return root


def tags(root: ET.Element) -> list[str]:
    return [child.tag for child in root]


def one(root: ET.Element, tag: str) -> ET.Element:
    found = root.findall(f".//{tag}")
    assert len(found) == 1
    return found[0]


def text(root: ET.Element) -> str:
    return " ".join("".join(root.itertext()).split())

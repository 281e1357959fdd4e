"""A TwiML application of documents by path, which remembers what it was asked; and a lab to go with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import httpx
from twilio.request_validator import RequestValidator

from ivr.phone import Line, Result, play
from ivr.transcript import read_transcript

TOKEN = "an-auth-token"
PUBLIC = "https://line.test"
Answer = str | tuple[int, str] | httpx.Response


@dataclass
class Asked:
    """One request, its signature checked."""

    method: str
    path: str
    fields: dict[str, str]
    headers: httpx.Headers


@dataclass
class Application(httpx.BaseTransport):
    """`documents` by path: what stands in <Response>, a whole answer, or a function of the request."""

    documents: dict[str, Answer | Callable[[Asked], Answer]]
    asked: list[Asked] = field(default_factory=list)
    lab: dict[str, Callable[[dict], object]] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        self.raw.append(str(request.url).encode() + body + repr(request.headers.multi_items()).encode())
        signature = request.headers["X-Twilio-Signature"]
        validator = RequestValidator(TOKEN)
        url = str(request.url)
        if request.url.path.startswith("/_lab/"):
            assert validator.validate(url, body.decode(), signature)
            return self._lab(request.url.path.removeprefix("/_lab/"), json.loads(body))
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        assert validator.validate(url, form, signature)
        fields = form if request.method == "POST" else dict(request.url.params)
        asked = Asked(request.method, request.url.path, fields, request.headers)
        self.asked.append(asked)
        document = self.documents.get(request.url.path)
        return self._answer(document(asked) if callable(document) else document)

    def _answer(self, document: Answer | None) -> httpx.Response:
        if document is None:
            return httpx.Response(404, text="not here")
        if isinstance(document, httpx.Response):
            return document
        if isinstance(document, tuple):
            return httpx.Response(document[0], text=document[1])
        return httpx.Response(200, text=f"<Response>{document}</Response>", headers={"content-type": "text/xml"})

    def _lab(self, name: str, body: dict) -> httpx.Response:
        if name not in self.lab:
            return httpx.Response(404)
        return httpx.Response(200, json=self.lab[name](body))

    def line(self, **options) -> Line:
        return Line(f"{PUBLIC}/voice", TOKEN, transport=self, **options)

    def play(self, transcript: str, **options) -> Result:
        return play(read_transcript(transcript, "call.yaml"), self.line(**options))

    def passes(self, transcript: str, **options) -> Result:
        """Play, and hold that it passed."""
        result = self.play(transcript, **options)
        assert not result.failure, result.failure
        return result

    def to(self, path: str) -> list[dict[str, str]]:
        """The fields of all requests to a path."""
        return [asked.fields for asked in self.asked if asked.path == path]


def steps(*lines: str) -> str:
    """A transcript of these steps, each as a YAML flow mapping's inside."""
    if not lines:
        return "call: a call\nsteps: []\n"
    return "call: a call\nsteps:\n" + "".join(f"  - {{{line}}}\n" for line in lines)

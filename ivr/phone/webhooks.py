"""Requests as Twilio makes them: signed, with its headers, its time limit, its one retry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlencode, urlsplit

import httpx
from twilio.request_validator import RequestValidator

from ivr.phone.caller import new_sid
from ivr.phone.faults import DocumentFault, TurnDiffers
from ivr.phone.line import Line

TIMEOUT = 15.0
"""Seconds a voice webhook may take, all in all (Twilio: webhook connection overrides)."""
MAX_HOPS = 5
"""HTTP redirects followed for one request."""
MAX_BYTES = 64 * 1024
"""The longest TwiML document Twilio takes."""


@dataclass(frozen=True)
class Answer:
    """What came back. `url` is the public URL it came from, after HTTP redirects."""

    url: str
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class _Request:
    url: str
    method: str
    fields: Mapping[str, str]
    token: str


class Webhooks:
    """One call's requests; cookies last as long as the call, as at Twilio.

    `before_each` is told before every request (the lab's clock is set there). With `twice`, every request is made
    again at once, and a different answer raises TurnDiffers.
    """

    def __init__(self, line: Line, *, before_each: Callable[[], None] | None = None, twice: bool = False) -> None:
        self.line = line
        self._before_each = before_each
        self._twice = twice
        self._validator = RequestValidator(line.token)
        # a proxy of the environment is for the world, not for a line on this machine
        here = line.transport is not None or urlsplit(line.url).hostname in ("localhost", "127.0.0.1", "::1")
        self._client = httpx.Client(transport=line.transport, timeout=TIMEOUT, trust_env=not here)
        self._last: tuple[_Request, Answer] | None = None

    def close(self) -> None:
        self._client.close()

    def send(self, url: str, method: str, fields: Mapping[str, str]) -> Answer:
        """Request a public URL. `fields` go as a form, or in the query for GET.

        Raises DocumentFault: 11200 for an HTTP status of 400 and above, 11205 when nothing was reached in time.
        """
        if self._before_each is not None:
            self._before_each()
        request = _Request(urldefrag(url).url, method.upper(), fields, new_sid(""))
        answer = self._perform(request)
        self._last = (request, answer)
        if self._twice:
            self.repeat()
        if answer.status >= 400:
            raise DocumentFault(11200, request.url, f"HTTP status {answer.status}{_hint(answer)}")
        return answer

    def repeat(self) -> None:
        """Make the last request again, as Twilio's retry would; raises TurnDiffers unless the answer is the same."""
        if self._last is None:
            return
        request, first = self._last
        second = self._perform(request)
        if (first.status, first.body) != (second.status, second.body):
            raise TurnDiffers(
                f"the same request, made twice, was answered differently [{request.url}]\n"
                f"  first:  {first.status} {first.body.decode(errors='replace')}\n"
                f"  second: {second.status} {second.body.decode(errors='replace')}"
            )

    def _perform(self, request: _Request) -> Answer:
        url, method = request.url, request.method
        for _hop in range(MAX_HOPS):
            response = self._retried(url, method, request)
            location = response.headers.get("location")
            if response.status_code not in (301, 302, 303, 307, 308) or location is None:
                kind = response.headers.get("content-type", "")
                return Answer(url, response.status_code, kind, response.content)
            url = self.line.absolute(location, url)
            method = method if response.status_code in (307, 308) else "GET"
        raise DocumentFault(11200, request.url, f"more than {MAX_HOPS} HTTP redirects")

    def _retried(self, url: str, method: str, request: _Request) -> httpx.Response:
        """Twilio's default: one retry, and only when the connection failed."""
        try:
            return self._once(url, method, request)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            try:
                return self._once(url, method, request)
            except httpx.TransportError as error:
                raise DocumentFault(11205, url, f"no connection ({error})") from error
        except httpx.TimeoutException as error:
            raise DocumentFault(11205, url, f"no answer within {TIMEOUT:g} seconds") from error
        except httpx.TransportError as error:
            raise DocumentFault(11205, url, f"the connection broke ({error})") from error

    def _once(self, url: str, method: str, request: _Request) -> httpx.Response:
        signed: Mapping[str, str] = request.fields
        if method == "GET":
            if request.fields:
                url = f"{url}{'&' if '?' in url else '?'}{urlencode(request.fields)}"
            signed = {}
        public = httpx.URL(url)
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": request.token,
            "X-Twilio-Signature": self._validator.compute_signature(str(public), signed),
        }
        target = self.line.connect_url(str(public))
        if method == "GET":
            return self._client.get(target, headers=headers)
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        return self._client.post(target, headers=headers, content=urlencode(request.fields))

    def send_json(self, path: str, body: Mapping[str, object]) -> Answer:
        """POST JSON to a path of the line's origin, signed as Twilio signs JSON: over the URL with bodySHA256."""
        raw = json.dumps(body, separators=(",", ":"))
        digest = hashlib.sha256(raw.encode()).hexdigest()
        public = str(httpx.URL(self.line.absolute(f"{path}?bodySHA256={digest}")))
        headers = {
            "Content-Type": "application/json",
            "X-Twilio-Signature": self._validator.compute_signature(public, {}),
        }
        try:
            response = self._client.post(self.line.connect_url(public), headers=headers, content=raw)
        except httpx.TransportError as error:
            raise DocumentFault(11205, public, f"no connection ({error})") from error
        return Answer(public, response.status_code, response.headers.get("content-type", ""), response.content)


def _hint(answer: Answer) -> str:
    return ": the line refused the signature; check the auth token and the public URL" if answer.status == 403 else ""

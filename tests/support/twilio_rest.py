"""A small Twilio on this machine: its REST resources that the line uses, over HTTP, for the real client.

What it takes and answers has the shape of Twilio's OpenAPI documents (tests/gateways/test_twilio_shapes.py holds it to
them). `fails` says what goes wrong with the next requests, one each:

    lost        does what was asked, and hangs up without an answer
    garbled     does what was asked, and answers with what is no JSON
    slow        does what was asked, and answers past the client's patience
    429, 503    answers this, and does nothing
    (400, 21610)  answers this status with this code of Twilio's, and does nothing
"""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from twilio.rest import Client

from ivr.gateways.twilio_rest import rest_client
from ivr.values import Secret

ACCOUNT = "AC" + "0" * 32
SERVICE = "VA" + "0" * 32
PATIENCE = 0.5
"""Seconds that the clients of tests wait."""

Document = dict[str, object]
Fault = str | int | tuple[int, int]


@dataclass
class TwilioRest:
    """What it has: newest last. `prefix`: words that a trial account puts before every text."""

    url: str = ""
    messages: list[Document] = field(default_factory=list)
    verifications: list[Document] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    locales: list[str] = field(default_factory=list)
    callbacks: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    fails: list[Fault | None] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    prefix: str = ""
    released: threading.Event = field(default_factory=threading.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def client(self) -> Client:
        return rest_client(ACCOUNT, Secret("token"), self.url, timeout=PATIENCE)

    def sid(self, kind: str) -> str:
        return f"{kind}{next(self._numbers):032x}"

    def answer(self, method: str, path: str, given: dict[str, str]) -> tuple[int, Document]:
        for wanted, pattern, does in ROUTES:
            found = re.fullmatch(pattern, path)
            if found is not None and wanted == method:
                return does(self, given, *(unquote(group) for group in found.groups()))
        return 404, error(20404, "The requested resource was not found", 404)


def error(code: int, text: str, status: int) -> Document:
    return {"code": code, "message": text, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}


def text(rest: TwilioRest, given: dict[str, str]) -> tuple[int, Document]:
    sid, now = rest.sid("SM"), format_datetime(datetime.now(UTC))
    message: Document = {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": rest.prefix + given["Body"],
        "date_created": now,
        "date_sent": None,
        "date_updated": now,
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": given["From"],
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": sid,
        "status": "queued",
        "subresource_uris": {"media": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media.json"},
        "to": given["To"],
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
    }
    rest.messages.append(message)
    rest.callbacks.append(given.get("StatusCallback", ""))
    return 201, message


def texts(rest: TwilioRest, given: dict[str, str]) -> tuple[int, Document]:
    found = [each for each in reversed(rest.messages) if each["to"] == given.get("To", each["to"])]
    uri = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    return 200, {
        "end": max(0, len(found) - 1),
        "first_page_uri": f"{uri}?PageSize=50&Page=0",
        "next_page_uri": None,
        "page": 0,
        "page_size": 50,
        "previous_page_uri": None,
        "messages": found,
        "start": 0,
        "uri": f"{uri}?PageSize=50&Page=0",
    }


def verification(rest: TwilioRest, given: dict[str, str]) -> tuple[int, Document]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sid = rest.sid("VE")
    started: Document = {
        "sid": sid,
        "service_sid": SERVICE,
        "account_sid": ACCOUNT,
        "to": given["To"],
        "channel": given["Channel"],
        "status": "pending",
        "valid": False,
        "date_created": now,
        "date_updated": now,
        "lookup": {},
        "amount": None,
        "payee": None,
        "send_code_attempts": [{"time": now, "channel": "SMS", "attempt_sid": rest.sid("VL")}],
        "sna": None,
        "url": f"https://verify.twilio.com/v2/Services/{SERVICE}/Verifications/{sid}",
    }
    rest.verifications.append(started)
    rest.codes.append(given["CustomCode"])
    rest.locales.append(given["Locale"])
    return 201, started


def settled(rest: TwilioRest, given: dict[str, str], sid: str) -> tuple[int, Document]:
    found = next((each for each in rest.verifications if each["sid"] == sid and each["status"] == "pending"), None)
    if found is None:
        return 404, error(20404, "The requested resource was not found", 404)
    found["status"] = given["Status"]
    return 200, found


def lookup(rest: TwilioRest, given: dict[str, str], number: str) -> tuple[int, Document]:
    absent = ("caller_name", "sim_swap", "call_forwarding", "line_status", "identity_match", "reassigned_number")
    kind = {
        "error_code": None,
        "mobile_country_code": "240",
        "mobile_network_code": "38",
        "carrier_name": "Twilio",
        "type": rest.kinds.get(number, "mobile"),
    }
    return 200, {
        "calling_country_code": "1",
        "country_code": "US",
        "phone_number": number,
        "national_format": "(202) 555-0123",
        "valid": True,
        "validation_errors": None,
        **dict.fromkeys((*absent, "sms_pumping_risk", "phone_number_quality_score", "pre_fill")),
        "line_type_intelligence": kind if given.get("Fields") == "line_type_intelligence" else None,
        "url": f"https://lookups.twilio.com/v2/PhoneNumbers/{number}",
    }


Does = Callable[..., tuple[int, Document]]
ROUTES: tuple[tuple[str, str, Does], ...] = (
    ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", text),
    ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", texts),
    ("POST", f"/v2/Services/{SERVICE}/Verifications", verification),
    ("POST", f"/v2/Services/{SERVICE}/Verifications/([^/]+)", settled),
    ("GET", "/v2/PhoneNumbers/([^/]+)", lookup),
)


@contextmanager
def twilio_rest() -> Iterator[TwilioRest]:
    rest = TwilioRest()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._do("GET")

        def do_POST(self) -> None:
            self._do("POST")

        def _do(self, method: str) -> None:
            parts = urlsplit(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            query = self.rfile.read(size).decode() if method == "POST" else parts.query
            given = {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
            rest.requests.append(f"{method} {parts.path}")
            fault = rest.fails.pop(0) if rest.fails else None
            if isinstance(fault, int):
                self._send(fault, error(20000 + fault, "No", fault))
                return
            if isinstance(fault, tuple):
                self._send(fault[0], error(fault[1], "No", fault[0]))
                return
            status, document = rest.answer(method, parts.path, given)
            if fault == "lost":
                self.close_connection = True
                return
            if fault == "slow":
                rest.released.wait(5 * PATIENCE)
                self.close_connection = True
                return
            self._send(status, "<html>" if fault == "garbled" else document)

        def _send(self, status: int, document: Document | str) -> None:
            body = document.encode() if isinstance(document, str) else json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    rest.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield rest
    finally:
        rest.released.set()
        server.shutdown()
        server.server_close()
        thread.join()

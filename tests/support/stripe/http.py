"""A threaded HTTP server that can also fall silent: an answer is lost by closing the connection."""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.support.stripe.shapes import Document


class Silence(Exception):  # noqa: N818
    """Nobody answers this request."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: str
    body: str
    headers: Mapping[str, str]

    def header(self, name: str) -> str | None:
        return self.headers.get(name)


Answering = Callable[[Request], tuple[int, Document, Mapping[str, str]]]


def listening(answering: Answering, port: int) -> ThreadingHTTPServer:
    """A server on this machine alone; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else every answer waits 40 ms for an acknowledgement

        def handle_one(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            request = Request(self.command, parts.path, parts.query, body, self.headers)  # type: ignore[arg-type]
            try:
                status, document, headers = answering(request)
            except Silence:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            raw = json.dumps(document).encode()
            self.send_response(status)
            for name, value in {**headers, "Request-Id": "req_" + secrets.token_hex(7)}.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def do_GET(self) -> None:
            self.handle_one()

        def do_POST(self) -> None:
            self.handle_one()

        def do_DELETE(self) -> None:
            self.handle_one()

        def log_message(self, *args: object) -> None:
            """Nothing: tests read their own output."""

    class Threads(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that went away is no news."""

    return Threads(("127.0.0.1", port), Handler)

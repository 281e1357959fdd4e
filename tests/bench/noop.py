"""A server that does nothing: what client, socket and web server take by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_TURN = re.compile(r"/voice/turn/([0-9]+)/")


def create() -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """A bare WSGI application: reads the form, answers as many bytes as a turn, looks at nothing."""
    padding = b" " * 1000

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"].read()
        found = _TURN.match(environ["PATH_INFO"])
        turn = int(found.group(1)) + 1 if found else 1
        body = b"<Response>/turn/%d/%s</Response>" % (turn, padding)
        start("200 OK", [("Content-Type", "text/xml"), ("Content-Length", str(len(body)))])
        return [body]

    return application

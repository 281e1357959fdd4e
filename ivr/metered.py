"""The metrics' page of a process that answers no calls (`ivr worker --metrics-port`), behind the same token."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from ivr.web import Measured, metrics_route


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is werkzeug's
        """Prometheus asks every few seconds."""


@contextmanager
def metered(measured: Measured, host: str, port: int) -> Iterator[int]:
    """Serves /metrics in a thread for as long as the block, and nothing else. Gives the port (of 0: any that is free).
    Raises OSError where the port is taken."""
    app = Flask("ivr.metered", static_folder=None)
    metrics_route(app, measured)
    server = make_server(host, port, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)

"""A lean HTTP client for loads: keep-alive connections over asyncio, forms signed as Twilio signs them.

Why not httpx: it takes about a millisecond of a core a request, which is as much as the line takes for a turn, and the
loads run client and server on the same two cores.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` from the first byte sent to the last byte read."""

    status: int
    body: bytes
    seconds: float


class UnansweredError(Exception):
    """No whole answer came: refused, cut off, or not within the time a webhook has."""


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Wire:
    """At most `connections` at once. Requests take them in turn, so that two in a row are on two.

    `base` is the public URL, which is signed. Behind it are the servers at `ports` of this machine (its own port where
    none are named): as a proxy does, a new connection goes to the next one that accepts it.
    """

    def __init__(
        self, base: str, token: str, connections: int, patience: float = 15.0, ports: Sequence[int] = ()
    ) -> None:
        parts = urlsplit(base)
        self.base, self._token, self._patience = base, token.encode(), patience
        self._host, self._ports = parts.netloc, list(ports) or [parts.port or 80]
        self._next = itertools.count()
        self._idle: asyncio.Queue[Connection | None] = asyncio.Queue()
        for _ in range(connections):
            self._idle.put_nowait(None)
        self.lapsed = 0
        """How often a kept connection had been closed when it was to be used again."""

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """https://www.twilio.com/docs/usage/security#validating-requests"""
        text = url + "".join(name + form[name] for name in sorted(form))
        return base64.b64encode(hmac.digest(self._token, text.encode(), "sha1")).decode()

    async def post(self, url: str, form: Mapping[str, str], token: str | None = None) -> Answer:
        """Post a signed form; `token` goes as I-Twilio-Idempotency-Token. Raises UnansweredError."""
        body = urlencode(form).encode()
        lines = [
            f"POST {url.removeprefix(self.base)} HTTP/1.1",
            f"Host: {self._host}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            f"X-Twilio-Signature: {self.sign(url, form)}",
        ]
        if token is not None:
            lines.append(f"I-Twilio-Idempotency-Token: {token}")
        request = "\r\n".join([*lines, "", ""]).encode() + body
        connection = await self._idle.get()
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._patience):
                connection, status, answer = await self._exchange(connection, request)
        except (OSError, TimeoutError, EOFError, ValueError) as error:
            connection = None
            raise UnansweredError(type(error).__name__) from None
        finally:
            self._idle.put_nowait(connection)
        return Answer(status, answer, time.perf_counter() - began)

    async def _exchange(self, connection: Connection | None, request: bytes) -> tuple[Connection, int, bytes]:
        if connection is not None and (connection[1].is_closing() or connection[0].at_eof()):
            connection[1].close()
            connection = None
            self.lapsed += 1
        if connection is None:
            connection = await self._connected()
        try:
            status, answer = await _exchanged(connection, request)
        except BaseException:
            connection[1].close()
            raise
        return connection, status, answer

    async def _connected(self) -> Connection:
        for last in range(len(self._ports) - 1, -1, -1):
            port = self._ports[next(self._next) % len(self._ports)]
            try:
                return await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                if not last:
                    raise
        raise OSError("no server")

    def close(self) -> None:
        while not self._idle.empty():
            connection = self._idle.get_nowait()
            if connection is not None:
                connection[1].close()


async def _exchanged(connection: Connection, request: bytes) -> tuple[int, bytes]:
    reader, writer = connection
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head[9:12])
    _, found, rest = head.partition(b"content-length:")
    length = int(rest.partition(b"\r\n")[0]) if found else 0
    return status, await reader.readexactly(length) if length else b""

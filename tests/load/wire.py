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
    """No whole answer came: refused (by every server: `port` is None), cut off, or not within a webhook's time."""

    def __init__(self, why: str, port: int | None) -> None:
        super().__init__(why)
        self.port = port


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
                if connection is not None and (connection[1].is_closing() or connection[0].at_eof()):
                    connection[1].close()
                    connection = None
                    self.lapsed += 1
                if connection is None:
                    connection = await self._connected()
                status, answer = await _exchanged(connection, request)
        except BaseException as error:
            port = None
            if connection is not None:
                port = connection[1].get_extra_info("peername")[1]
                connection[1].close()
                connection = None
            if isinstance(error, (OSError, TimeoutError, EOFError, ValueError)):
                raise UnansweredError(type(error).__name__, port) from None
            raise
        finally:
            self._idle.put_nowait(connection)
        return Answer(status, answer, time.perf_counter() - began)

    async def _connected(self) -> Connection:
        first, error = next(self._next), OSError("no server")
        for number in range(len(self._ports)):
            try:
                return await asyncio.open_connection("127.0.0.1", self._ports[(first + number) % len(self._ports)])
            except OSError as refused:
                error = refused
        raise error

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

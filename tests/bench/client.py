"""Callers over raw sockets: so many connections kept alive, on each one call after another, no time between turns.

Every request is written and signed before the clock starts, and an answer is only looked at for its status, its
length and the next turn's address: what is measured is the server. One process, as `python -m tests.bench.client`
with a `Round` as JSON on its standard input; its figures come out as JSON.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.bench.dialogue import PUBLIC, TOKEN, fields, sid

MOST_BYTES = 65536


@dataclass(frozen=True)
class Round:
    """What to do: `calls` calls of the line at `port` over `connections` connections; `paths` is where each turn is
    posted; `run` makes the calls' ids its own."""

    port: int
    connections: int
    calls: int
    run: int
    paths: Sequence[str]


@dataclass(frozen=True)
class Figures:
    """Of one round: seconds it took, milliseconds of each turn, processor seconds of the client, answers that were
    none."""

    seconds: float
    turns: list[float]
    client_cpu: float
    wrong: list[str]


def requests_of(call: str, paths: Sequence[str], signer: RequestValidator) -> list[bytes]:
    """A call's eight requests, signed, as they go over the wire."""
    made = []
    for turn, path in enumerate(paths):
        form = fields(call, turn)
        body = urlencode(form).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: ivr.example.com\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\n"
            "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nX-Home-Region: us1\r\n"
            f"X-Twilio-Signature: {signer.compute_signature(PUBLIC + path, form)}\r\n"
            f"I-Twilio-Idempotency-Token: {call}-{turn}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


class _Caller:
    """One connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests: list[bytes] = []
        self.turn = 0
        self.sent = 0.0
        self.got = b""

    def send(self) -> None:
        self.got = b""
        self.sent = time.perf_counter()
        self.socket.sendall(self.requests[self.turn])

    def complete(self) -> bool:
        """Read what is there; whether it is a whole answer."""
        part = self.socket.recv(MOST_BYTES)
        if not part:
            raise ConnectionError("the server closed a connection")
        self.got = self.got + part if self.got else part
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return False
        at = head.lower().find(b"content-length:")
        return at >= 0 and len(body) >= int(head[at + 15 :].partition(b"\r\n")[0])

    def wrong(self) -> str | None:
        """What is wrong with the answer."""
        if self.got.startswith(b"HTTP/1.1 200") and b"/turn/%d/" % (self.turn + 1) in self.got:
            return None
        return self.got[:300].decode(errors="replace")


def run(wanted: Round) -> Figures:
    signer = RequestValidator(TOKEN)
    waiting = [requests_of(sid(wanted.run, number), wanted.paths, signer) for number in range(wanted.calls)]
    times: list[float] = []
    wrong: list[str] = []
    selector = selectors.DefaultSelector()
    callers = [_Caller(wanted.port) for _ in range(min(wanted.connections, wanted.calls))]
    for caller in callers:
        selector.register(caller.socket, selectors.EVENT_READ, caller)
        caller.requests = waiting.pop()
    cpu, began = time.process_time(), time.perf_counter()
    for caller in callers:
        caller.send()
    busy = len(callers)
    while busy:
        for key, _ in selector.select():
            caller = key.data
            if not caller.complete():
                continue
            times.append((time.perf_counter() - caller.sent) * 1000)
            if (problem := caller.wrong()) is not None:
                wrong.append(problem)
            caller.turn += 1
            if caller.turn == len(caller.requests):
                if not waiting:
                    busy -= 1
                    continue
                caller.requests, caller.turn = waiting.pop(), 0
            caller.send()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    for caller in callers:
        caller.socket.close()
    return Figures(took, times, cpu, wrong[:5])


def in_process(wanted: Round) -> Figures:
    """The round, run by a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.client"],
        input=json.dumps(asdict(wanted)).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Figures(**json.loads(told.stdout))


if __name__ == "__main__":
    json.dump(asdict(run(Round(**json.load(sys.stdin)))), sys.stdout)

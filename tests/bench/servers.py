"""The servers that are compared, each as it would be served: granian, so many processes, four threads in each."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from twilio.request_validator import RequestValidator

from tests.bench.dialogue import HEARD, PUBLIC, TOKEN, fields, leads_to, sid

BIN = Path(sys.executable).parent
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server that answers at `port`; `pid` is its first process."""

    name: str
    port: int
    pid: int

    def cpu(self) -> float:
        """Processor seconds of its processes so far."""
        return sum(map(seconds_of, family(self.pid)))

    def rehearse(self, run: int) -> list[str]:
        """Place the call once, following what is answered: the path of each turn. Raises ValueError where an answer is
        not what the call should hear."""
        signer, paths, path = RequestValidator(TOKEN), [], "/voice"
        for turn, words in enumerate(HEARD):
            form = fields(sid(run, 0), turn)
            signature = {"X-Twilio-Signature": signer.compute_signature(PUBLIC + path, form)}
            request = Request(f"http://127.0.0.1:{self.port}{path}", urlencode(form).encode(), signature)
            with urlopen(request) as answer:
                document = answer.read().decode()
            if words not in unescape(document):
                raise ValueError(f"{self.name}, turn {turn}: not '{words}' but {document}")
            paths.append(path)
            path = leads_to(document)
        return paths


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for each in found:
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def seconds_of(pid: int) -> float:
    """Processor seconds of a process, in and out of the kernel; 0 when it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / TICKS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _granian(app: str, port: int, processes: int, threads: int) -> list[str]:
    return [
        *(str(BIN / "granian"), "--interface", "wsgi", "--factory", app, "--port", str(port), "--no-ws"),
        *("--workers", str(processes), "--blocking-threads", str(threads), "--log-level", "error"),
    ]


def _gunicorn(app: str, port: int, processes: int, threads: int) -> list[str]:
    return [
        *(str(BIN / "gunicorn"), "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--log-level", "error"),
        *("--workers", str(processes), "--threads", str(threads), "--keep-alive", "75", f"{app}()"),
    ]


@contextmanager
def serving(
    name: str, app: str, env: Mapping[str, str], log: Path, *, processes: int, threads: int = 4, by: str = "granian"
) -> Iterator[Served]:
    """The WSGI factory `app` on HTTP for as long as the block."""
    port = free_port()
    command = (_granian if by == "granian" else _gunicorn)(app, port, processes, threads)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_"))}
    with log.open("wb") as out:
        running = subprocess.Popen(command, env={**kept, **env}, stdout=out, stderr=out)
    try:
        _wait(port, running, log)
        yield Served(name, port, running.pid)
    finally:
        running.terminate()
        running.wait(20)


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except URLError as error:
            if re.search(r"HTTP Error 404", str(error)):
                return
            if running.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}") from None
            time.sleep(0.1)
        else:
            return


def environment(url: str) -> dict[str, str]:
    """What ours and the twin are told: the same database, token and public URL."""
    return {
        "DATABASE_URL": url,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_URL": PUBLIC,
        "IVR_PUBLIC_URL": PUBLIC,
        "IVR_SECRET_KEY": "k" * 32,
        "IVR_TRIAL": "1",
    }

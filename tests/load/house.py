"""What a load runs against: a migrated database with people in it, and `ivr serve` in processes of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import httpx
from sqlalchemy import Connection

from ivr.domain.keys import Keys
from ivr.runtime.bootstrap import build
from ivr.runtime.outbox import EffectOutbox
from ivr.settings import read_settings
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.migrate import upgrade
from ivr.store.reach import Within
from tests.load.batch import Batch
from tests.load.people import populate

IVR = str(Path(sys.executable).with_name("ivr"))
TOKEN = "a-token-for-tests"
KEY = "k" * 32
READY_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(url: str, folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_"))}
    ours = {"DATABASE_URL": url, "TWILIO_AUTH_TOKEN": TOKEN, "IVR_TRIAL": "1", "IVR_SECRET_KEY": KEY}
    return {**kept, **ours, "IVR_LINE": str(folder), **more}


def prepare(url: str, folder: Path, people: int) -> None:
    """Tables, the line as published first, and so many people."""
    database = Database(url)
    upgrade(database)
    database.close()
    settings = read_settings(database_url=url, ivr_secret_key=KEY, ivr_line=folder, twilio_auth_token=TOKEN)
    house = build(settings)
    keys, line = Keys(KEY.encode()), house.lines.live.line
    with house.database.begin() as connection:
        batch = Batch(connection)
        books = books_of(cast(Connection, batch), line.settings.line, keys, EffectOutbox(Within(connection), line, ""))
        populate(books, keys, people)
        batch.flush()
    house.close()


@contextmanager
def serving(env: dict[str, str], processes: int, log: Path) -> Iterator[str]:
    """The URL of a server that is ready."""
    port = free_port()
    command = [IVR, "serve", "--processes", str(processes), "--port", str(port)]
    with log.open("ab") as out:
        running = subprocess.Popen(command, env=env, stderr=out, stdout=out)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)


def wait_for(url: str, running: subprocess.Popen[bytes] | None = None) -> None:
    """Until the server is ready. Raises TimeoutError."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and (running is None or running.poll() is None):
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server is not ready")

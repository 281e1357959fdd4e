"""No dead air: how long turns take while every service outside hangs (scripts/hung)."""

from __future__ import annotations

import argparse
import re
import socket
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from ivr.domain.keys import Keys
from ivr.store.database import Database
from tests.load.caller import CODE, Caller, Move
from tests.load.house import KEY, TOKEN, environment, prepare, serving
from tests.load.people import Person
from tests.support.postgres import postgres

MOST_P99, MOST_WORST = 1.0, 8.0
SPEECH = 3.0
"""Seconds that a spoken document takes here; callers listen, and do not only press."""
LONGEST = 150.0


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes every connection, and never answers."""
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:

        def take() -> None:
            while True:
                try:
                    kept.append(listening.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield int(listening.getsockname()[1])
    for each in kept:
        each.close()


def services(port: int) -> dict[str, str]:
    """Every service outside, through its real client, at the sink."""
    return {
        "IVR_PAYMENTS": "stripe",
        "STRIPE_API_KEY": "sk_test_nobody",
        "STRIPE_WEBHOOK_SECRET": "whsec_nobody_knows",
        "STRIPE_API_BASE": f"http://127.0.0.1:{port}",
        "IVR_MESSAGES": "twilio",
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "IVR_TEXT_FROM": "+12025550100",
        "IVR_TWILIO_URL": f"http://127.0.0.1:{port}",
        "IVR_MAIL": "smtp",
        "IVR_SMTP_HOST": "127.0.0.1",
        "IVR_SMTP_PORT": str(port),
        "IVR_MAIL_FROM": "line@example.com",
    }


class Waiting(Caller):
    """Takes a call back where it is offered, and hears it out."""

    def _keys(self, text: str) -> str:
        if "To have us call you about it, press 1" in text or "To be called at the number you are calling" in text:
            return "1"
        if "I cannot send a code that way" in text:
            return "3"
        return super()._keys(text)


class Line:
    def __init__(self, url: str, database: Database) -> None:
        self.url, self.database, self.keys = url, database, Keys(KEY.encode())
        self.took: list[float] = []
        self.heard: Counter[str] = Counter()

    def call(self, number: int) -> None:
        """One call, from its first turn to its last."""
        who = Person(number)
        caller = Waiting(who, "pay", [f"tok_ok_{number}"])
        sid, signs, began = f"CA{number:032x}", RequestValidator(TOKEN), time.monotonic()
        move = Move(f"{self.url}/voice")
        with httpx.Client(timeout=20) as client:
            while move.url is not None and time.monotonic() - began < LONGEST:
                form = {**self._base(sid, who), **move.form}
                if form.get("Digits") == CODE:
                    form["Digits"] = self._code(sid)
                headers = {"X-Twilio-Signature": signs.compute_signature(move.url, form)}
                start = time.monotonic()
                answer = client.post(move.url, data=form, headers=headers)
                self.took.append(time.monotonic() - start)
                move = caller.hear(answer.content)
                root = ET.fromstring(answer.content)
                if root.find("Pause") is not None:
                    time.sleep(1.0)
                elif move.why == "on" and root.find("Say") is not None:
                    time.sleep(SPEECH)
        said = [*dict.fromkeys(caller.told), move.why if move.url is None else "still on the line"]
        self.heard[", ".join(said)] += 1

    @staticmethod
    def _base(sid: str, who: Person) -> dict[str, str]:
        return {
            "CallSid": sid,
            "AccountSid": "AC" + "0" * 32,
            "From": who.mobile,
            "To": "+12025550100",
            "CallStatus": "in-progress",
            "Direction": "inbound",
            "ApiVersion": "2010-04-01",
        }

    def _code(self, call: str) -> str:
        """What the text would have said: it never came, and what happens after it is measured all the same."""
        query = text("SELECT id, nonce FROM challenges WHERE call = :call ORDER BY made DESC LIMIT 1")
        with self.database.reading() as connection:
            found = connection.execute(query, {"call": call}).one()
        return self.keys.code(found.id, found.nonce).reveal()


@contextmanager
def stored(kind: str, place: str) -> Iterator[tuple[str, int]]:
    """The database's URL, and how many processes serve on it."""
    if kind == "sqlite":
        yield f"sqlite:///{place}/hung.db", 1
        return
    with postgres() as server:
        yield server.url(), 2


def run(calls: int, kind: str) -> bool:
    """Whether turns were answered in time."""
    with (
        sink() as port,
        tempfile.TemporaryDirectory(prefix="ivr-hung-") as place,
        stored(kind, place) as (url, processes),
    ):
        prepare(url, Path("flows"), calls)
        env = environment(url, Path("flows"), **services(port))
        database = Database(url)
        with serving(env, processes, Path(place) / "log") as at:
            line = Line(at, database)
            with ThreadPoolExecutor(calls) as pool:
                list(pool.map(line.call, range(calls)))
            with database.reading() as connection:
                books = Counter(connection.execute(text("SELECT status FROM payments")).scalars())
                cases = Counter(connection.execute(text("SELECT kind FROM cases WHERE status = 'open'")).scalars())
        log = (Path(place) / "log").read_text()
        database.close()
    took = sorted(line.took)
    p50, p99, worst = took[len(took) // 2], took[int(len(took) * 0.99)], took[-1]
    print(f"{kind}: {calls} calls, {len(took)} turns: p50 {p50:.3f} s, p99 {p99:.3f} s, worst {worst:.3f} s")
    for said, count in line.heard.most_common():
        print(f"  {count:4} heard: {said}")
    print(f"payments {dict(books)}, open cases {dict(cases)}")
    print(f"doors that shut: {sorted(set(re.findall(r'the door to (.+) is now: shut', log)))}")
    return p99 <= MOST_P99 and worst <= MOST_WORST


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--calls", type=int, default=24)
    options.add_argument("--database", choices=("postgresql", "sqlite"), default="postgresql")
    given = options.parse_args()
    raise SystemExit(0 if run(given.calls, given.database) else 1)

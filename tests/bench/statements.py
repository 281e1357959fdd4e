"""How many statements a turn sends: counted where they leave SQLAlchemy, and in psycopg where they leave for
PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import psycopg
import sqlalchemy as sa
from twilio.request_validator import RequestValidator

from tests.bench.dialogue import PUBLIC, TOKEN, fields, leads_to, sid


class Counting:
    """Counts what is sent to databases by this process, by statement, while it is in force.

    Transactions' own statements count: BEGIN and COMMIT are round trips like any other. psycopg sends a BEGIN before
    the first statement of a transaction; SQLAlchemy's events tell of a BEGIN that is never sent.
    """

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()

    def start(self) -> None:
        sa.event.listen(sa.Engine, "before_cursor_execute", self._executed)
        sa.event.listen(sa.Engine, "commit", self._committed)
        counted, real = self.sent, psycopg.Connection._start_query

        def start_query(connection: Any) -> Any:
            if not connection.autocommit and connection.info.transaction_status.name == "IDLE":
                counted["BEGIN"] += 1
            return real(connection)

        psycopg.Connection._start_query = start_query  # type: ignore[method-assign]

    def _executed(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self.sent[" ".join(statement.split())[:60]] += 1

    def _committed(self, connection: sa.Connection) -> None:
        driver = connection.connection.dbapi_connection
        if getattr(driver, "autocommit", False) is not True:
            self.sent["COMMIT"] += 1


def count(app: str) -> tuple[float, dict[str, int]]:
    """Statements per turn of the WSGI factory `app` over one call, the second of the process."""
    module, _, factory = app.partition(":")
    client = getattr(import_module(module), factory)().test_client()
    counting = Counting()
    for number in range(2):
        if number:
            counting.start()
        path = "/voice"
        for turn in range(8):
            form = fields(sid(1, number), turn)
            signed = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(PUBLIC + path, form)}
            path = leads_to(client.post(path, data=form, headers=signed).get_data(as_text=True))
    return counting.sent.total() / 8, dict(counting.sent)


def counted(app: str, env: Mapping[str, str]) -> float:
    """The same, in a process of its own with these settings."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.statements", app],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: float = json.loads(told.stdout)[0]
    return found


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1])), flush=True)
    os._exit(0)  # the server's threads need not be waited for

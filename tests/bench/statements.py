"""How many statements a turn sends: counted where they leave SQLAlchemy, and in psycopg where they leave for
PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import psycopg
import sqlalchemy as sa
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from tests.bench.dialogue import PUBLIC, TOKEN, fields, leads_to, sid


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts what this process sends to databases, by statement.

    Transactions' own statements count: BEGIN and COMMIT are round trips like any other. psycopg sends a BEGIN before
    the first statement of a transaction; SQLAlchemy's events tell of a BEGIN that is never sent.
    """
    sent: Counter[str] = Counter()
    real = psycopg.Connection._start_query

    real_execute = psycopg.Cursor.execute

    def executed(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if not isinstance(cursor, psycopg.Cursor):  # which counts itself
            sent[" ".join(statement.split())[:60]] += 1

    def execute(cursor: Any, statement: Any, *args: Any, **options: Any) -> Any:
        sent[" ".join(str(statement).split())[:60]] += 1
        return real_execute(cursor, statement, *args, **options)

    def committed(connection: sa.Connection) -> None:
        if getattr(connection.connection.dbapi_connection, "autocommit", False) is not True:
            sent["COMMIT"] += 1

    def start_query(connection: Any) -> Any:
        if not connection.autocommit and connection.info.transaction_status.name == "IDLE":
            sent["BEGIN"] += 1
        return real(connection)

    sa.event.listen(sa.Engine, "before_cursor_execute", executed)
    sa.event.listen(sa.Engine, "commit", committed)
    psycopg.Connection._start_query = start_query  # type: ignore[method-assign]
    psycopg.Cursor.execute = execute  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", executed)
        sa.event.remove(sa.Engine, "commit", committed)
        psycopg.Connection._start_query = real  # type: ignore[method-assign]
        psycopg.Cursor.execute = real_execute  # type: ignore[method-assign]


def place(client: FlaskClient, call: str) -> Iterator[str]:
    """The call, following what is answered: each turn's document."""
    path = "/voice"
    for turn in range(8):
        document = post(client, path, call, turn)
        path = leads_to(document)
        yield document


def post(client: FlaskClient, path: str, call: str, turn: int) -> str:
    """What a turn is answered."""
    form = fields(call, turn)
    signed = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(PUBLIC + path, form)}
    return client.post(path, data=form, headers=signed).get_data(as_text=True)


def count(app: str) -> tuple[float, dict[str, int]]:
    """Statements per turn of the WSGI factory `app` over one call, the second of the process."""
    module, _, factory = app.partition(":")
    client = getattr(import_module(module), factory)().test_client()
    list(place(client, sid(1, 0)))
    with counting() as sent:
        list(place(client, sid(1, 1)))
    return sent.total() / 8, dict(sent)


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

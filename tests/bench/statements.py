"""How many statements a turn sends: counted by SQLite itself, and for PostgreSQL where they leave psycopg and ours."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import psycopg
import sqlalchemy as sa
from twilio.request_validator import RequestValidator
from werkzeug.test import Client

from ivr.store.direct import PostgresDirect, SqliteDirect
from tests.bench.dialogue import PUBLIC, TOKEN, fields, leads_to, sid


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts what this process sends to databases, by statement.

    Transactions' own statements count: BEGIN and COMMIT are round trips like any other. psycopg sends a BEGIN before
    the first statement of a transaction; SQLAlchemy's events tell of a BEGIN that is never sent.
    """
    sent: Counter[str] = Counter()
    traced: list[sqlite3.Connection] = []
    real, real_execute, real_direct = psycopg.Connection._start_query, psycopg.Cursor.execute, PostgresDirect._do
    real_told = SqliteDirect._told

    last: list[str] = []
    mine = threading.get_ident()

    def count(statement: object) -> None:
        if threading.get_ident() == mine:  # others look for what is due, which is no turn's
            sent[" ".join(str(statement).split())[:60]] += 1

    def traced_statement(statement: str) -> None:
        # Python tells of a statement, with its values, once more for each that a trigger of it does.
        if last[:] != [statement]:
            count(statement)
        last[:] = [statement]

    def trace(connection: object, *_rest: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(traced_statement)
            traced.append(connection)

    def execute(cursor: Any, statement: Any, *args: Any, **options: Any) -> Any:
        count(statement)
        return real_execute(cursor, statement, *args, **options)

    def direct(connection: Any, statement: Any, values: Any) -> Any:
        count(statement.text.decode())
        return real_direct(connection, statement, values)

    def told(connection: Any, text: Any, work: Any) -> Any:
        trace(connection._held.driver_connection)
        return real_told(connection, text, work)

    def committed(connection: sa.Connection) -> None:
        driver = connection.connection.dbapi_connection
        if isinstance(driver, psycopg.Connection) and not driver.autocommit:
            count("COMMIT")

    def start_query(connection: Any) -> Any:
        if not connection.autocommit and connection.info.transaction_status.name == "IDLE":
            count("BEGIN")
        return real(connection)

    sa.event.listen(sa.pool.Pool, "checkout", trace)
    sa.event.listen(sa.Engine, "commit", committed)
    psycopg.Connection._start_query = start_query  # type: ignore[method-assign]
    psycopg.Cursor.execute = execute  # type: ignore[method-assign]
    PostgresDirect._do = direct  # type: ignore[method-assign]
    SqliteDirect._told = told  # type: ignore[method-assign]
    try:
        yield sent
    finally:
        sa.event.remove(sa.pool.Pool, "checkout", trace)
        sa.event.remove(sa.Engine, "commit", committed)
        psycopg.Connection._start_query = real  # type: ignore[method-assign]
        psycopg.Cursor.execute = real_execute  # type: ignore[method-assign]
        PostgresDirect._do = real_direct  # type: ignore[method-assign]
        SqliteDirect._told = real_told  # type: ignore[method-assign]
        for connection in traced:
            connection.set_trace_callback(None)


def place(client: Client, call: str) -> Iterator[str]:
    """The call, following what is answered: each turn's document."""
    path = "/voice"
    for turn in range(8):
        document = post(client, path, call, turn)
        path = leads_to(document)
        yield document


def post(client: Client, path: str, call: str, turn: int) -> str:
    """What a turn is answered."""
    form = fields(call, turn)
    signed = {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(PUBLIC + path, form)}
    return client.post(path, data=form, headers=signed).get_data(as_text=True)


def count(app: str) -> tuple[float, dict[str, int]]:
    """Statements per turn of the WSGI factory `app` over one call, the second of the process."""
    module, _, factory = app.partition(":")
    client = Client(getattr(import_module(module), factory)())
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

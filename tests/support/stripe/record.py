"""What the stand-in keeps, in a SQLite file: it outlives a kill at any moment. One request is one transaction, so that
a charge and the answer under its key are kept together or not at all."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.stripe.shapes import Document

KEY_LIFE_S = 24 * 3600
"""Keys may be removed once they are a day old (https://docs.stripe.com/api/idempotent_requests); ours are."""

TABLES = """
CREATE TABLE IF NOT EXISTS objects (n INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, created INTEGER, document TEXT);
CREATE INDEX IF NOT EXISTS objects_created ON objects (kind, created, n);
CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, asked TEXT, status INTEGER, answer TEXT, made INTEGER);
CREATE TABLE IF NOT EXISTS used (token TEXT PRIMARY KEY, intent TEXT);
CREATE TABLE IF NOT EXISTS deliveries (event TEXT PRIMARY KEY, done INTEGER);
CREATE TABLE IF NOT EXISTS clock (one INTEGER PRIMARY KEY, ahead INTEGER);
"""


class Record:
    """All methods are called within `begin`."""

    def __init__(self, path: Path | str) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")  # safe from kill; only a power cut may take the last moment
        self._db.executescript(TABLES)
        self._lock = threading.RLock()

    @contextmanager
    def begin(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def now(self) -> int:
        found = self._db.execute("SELECT ahead FROM clock").fetchone()
        return int(time.time()) + (found[0] if found else 0)

    def advance(self, seconds: int) -> None:
        """Its clock is so much further ahead from now on."""
        self._db.execute(
            "INSERT INTO clock VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET ahead = ahead + excluded.ahead", (seconds,)
        )

    def put(self, kind: str, document: Document) -> None:
        made = document.get("created", self.now())
        self._db.execute(
            "INSERT INTO objects (id, kind, created, document) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET document = excluded.document",
            (document["id"], kind, made, json.dumps(document)),
        )

    def get(self, ident: str) -> Document | None:
        found = self._db.execute("SELECT document FROM objects WHERE id = ?", (ident,)).fetchone()
        return json.loads(found[0]) if found else None

    def newest(self, kind: str, after: str | None, low: int, high: int, limit: int) -> list[Document]:
        """The newest first, as Stripe lists; `after` is the id of the last of the page before."""
        below = self._db.execute("SELECT n FROM objects WHERE id = ?", (after,)).fetchone() if after else None
        rows = self._db.execute(
            "SELECT document FROM objects WHERE kind = ? AND created BETWEEN ? AND ? AND n < ? ORDER BY n DESC LIMIT ?",
            (kind, low, high, below[0] if below else 2**62, limit),
        )
        return [json.loads(row[0]) for row in rows]

    def kept(self, key: str) -> tuple[str, int, str] | None:
        """What was asked under the key, and what was answered; nothing once it is a day old."""
        query = "SELECT asked, status, answer FROM keys WHERE key = ? AND made > ?"
        found = self._db.execute(query, (key, self.now() - KEY_LIFE_S)).fetchone()
        return (found[0], found[1], found[2]) if found else None

    def keep(self, key: str, asked: str, status: int, answer: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, ?)", (key, asked, status, answer, self.now()))

    def use(self, token: str, intent: str) -> bool:
        """False when it was used before."""
        return self._db.execute("INSERT OR IGNORE INTO used VALUES (?, ?)", (token, intent)).rowcount == 1

    def undelivered(self) -> list[Document]:
        rows = self._db.execute(
            "SELECT document FROM objects WHERE kind = 'event' AND id NOT IN (SELECT event FROM deliveries) ORDER BY n"
        )
        return [json.loads(row[0]) for row in rows]

    def delivered(self, event: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO deliveries VALUES (?, 1)", (event,))

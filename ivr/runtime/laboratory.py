"""The lab: what a test may ask of a line that is served with stand-ins only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from ivr.domain import demo
from ivr.domain.keys import Keys
from ivr.engine.state import describe, load
from ivr.errors import IvrError
from ivr.runtime.effects import Effects
from ivr.runtime.facts import account_facts
from ivr.runtime.lines import Lines
from ivr.runtime.outbox import EffectOutbox
from ivr.store import calls, lab, versions
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.schema import metadata


class Laboratory:
    """Implements `ivr.channels.lab.Lab`."""

    def __init__(self, database: Database, lines: Lines, pending: Effects, keys: Keys) -> None:
        self._database, self._lines, self._effects, self._keys = database, lines, pending, keys

    def reset(self) -> None:
        """Everything as new: the demo's customers and accounts, no calls, no messages, no charges."""
        self._effects.settle()
        with self._database.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                if table.name != versions.line_versions.name:
                    connection.execute(delete(table))
            line = self._lines.live
            unused = EffectOutbox(connection, line.line, "")
            demo.fill(books_of(connection, line.id, self._keys, unused))

    def texts(self, to: str | None, after: int) -> Sequence[Mapping[str, object]]:
        with self._database.begin() as connection:
            found = lab.after(connection, "message", after)
        messages = [{"id": number, **document} for number, document in found]
        return [message for message in messages if to is None or message["to"] == to]

    def account(self, number: str) -> Mapping[str, object]:
        with self._database.begin() as connection:
            line = self._lines.live
            return account_facts(
                books_of(connection, line.id, self._keys, EffectOutbox(connection, line.line, "")), number
            )

    def clock(self, call: str, now: str, seed: str) -> None:
        with self._database.begin() as connection:
            lab.set_clock(connection, call, now, seed)

    def where(self, call: str) -> Mapping[str, str]:
        with self._database.begin() as connection:
            row = calls.look(connection, call)
        if row is None:
            raise IvrError(f"no call {call} is known")
        return describe(load(json.loads(row.state)))

    def settle(self) -> None:
        self._effects.settle()

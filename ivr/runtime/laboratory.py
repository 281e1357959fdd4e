"""The lab: what a test may ask of a line that is served with stand-ins only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, delete, func, select

from ivr.domain.demo import LAB_TODAY, populate
from ivr.domain.facts import facts
from ivr.domain.keys import Keys
from ivr.domain.occasion import Occasion
from ivr.domain.ports import Books
from ivr.engine.describing import describe
from ivr.engine.state import read
from ivr.errors import IvrError, SettingsError
from ivr.runtime.effects import Effects
from ivr.runtime.lines import Lines
from ivr.runtime.outbox import EffectOutbox
from ivr.runtime.service import Service
from ivr.store import calls, lab, publications, versions
from ivr.store.books import books_of
from ivr.store.database import Database
from ivr.store.entry_tables import ledger_entries, ledger_postings
from ivr.store.ledger_tables import customers
from ivr.store.reach import Within
from ivr.store.schema import metadata


class Laboratory:
    """Implements `ivr.channels.lab.Lab`."""

    def __init__(self, database: Database, lines: Lines, pending: Effects, keys: Keys) -> None:
        self._database, self._lines, self._effects, self._keys = database, lines, pending, keys

    def reset(self) -> None:
        """Everything as new on the lab's day: the demo's customers and accounts, no calls, messages or charges."""
        self.begin(LAB_TODAY)

    def begin(self, today: date) -> None:
        """The demo as it is on `today`."""
        self._effects.settle()
        with self._database.begin() as connection:
            _only_a_labs(connection)
            emptied_first = (ledger_postings, ledger_entries)  # the database lets go of them only where it is a lab's
            for table in (*emptied_first, *reversed(metadata.sorted_tables)):
                if table not in (versions.line_versions, publications.publications):
                    connection.execute(delete(table))
            lab.mark(connection)
            populate(self._books(connection, self._lines.live), today)

    def texts(self, to: str | None, after: int) -> Sequence[Mapping[str, object]]:
        with self._database.reading() as connection:
            found = lab.after(connection, "message", after)
        messages = [{"id": number, **document} for number, document in found]
        return [message for message in messages if to is None or message["to"] == to]

    def account(self, number: str) -> Mapping[str, object]:
        """`ivr.domain.facts`, and the cases that belong to no account (`callback open +12025550123`)."""
        service = self._lines.live
        with self._database.begin() as connection:
            books = self._books(connection, service)
            occasion = Occasion(
                books=books,
                rules=service.policy.rules,
                call="",
                caller=None,
                language="",
                now=self._now(connection, service),
                zone=service.zone,
                currency=service.line.settings.currency,
                key="",
                draw="",
            )
            told = facts(occasion, number)
            callbacks = [case for case in books.cases.all() if case.kind == "callback"]
        if told is None:
            raise IvrError(f"there is no account {number}")
        return {**told, "callbacks": [f"{case.status} {case.phone}" for case in callbacks]}

    def clock(self, call: str, now: str, seed: str) -> None:
        with self._database.begin() as connection:
            lab.set_clock(connection, call, now, seed)

    def where(self, call: str) -> Mapping[str, str]:
        with self._database.reading() as connection:
            row = calls.look(connection, call)
        if row is None:
            raise IvrError(f"no call {call} is known")
        return describe(read(row.state))

    def settle(self) -> None:
        self._effects.settle()

    def _books(self, connection: Connection, service: Service) -> Books:
        return books_of(connection, service.id, self._keys, EffectOutbox(Within(connection), service.line, ""))

    def _now(self, connection: Connection, service: Service) -> datetime:
        """The latest time that a test told; else noon of the lab's day."""
        told = [datetime.fromisoformat(now) for now in lab.times(connection)]
        return max(told, default=datetime.combine(LAB_TODAY, time(12), service.zone))


def _only_a_labs(connection: Connection) -> None:
    """Refuse to empty a database that a line has used for real. Raises SettingsError."""
    if lab.is_marked(connection):
        return
    if any(connection.execute(select(func.count()).select_from(table)).scalar() for table in (calls.calls, customers)):
        raise SettingsError(
            "this database holds customers or calls of a line that is no lab, and a lab would empty it: give the lab "
            "a DATABASE_URL of its own"
        )

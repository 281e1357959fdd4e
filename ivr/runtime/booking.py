"""Booking a charge's result: through the action that prepared it, in a transaction of its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from ivr.domain.keys import Keys
from ivr.domain.ports import Books
from ivr.engine.events import ActionEnded, Heard
from ivr.engine.journal import journal
from ivr.runtime.action import Action, Booking, Outside, Performed
from ivr.runtime.clock import Clock
from ivr.runtime.effects import Booker
from ivr.runtime.lines import Lines
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.outbox import EffectOutbox, NoOutbox
from ivr.runtime.service import Service
from ivr.store import calls
from ivr.store.books import books_of
from ivr.store.effects import EffectRow
from ivr.store.reach import Within

log = logging.getLogger(__name__)


class Bookings:
    """Books what came of effects; its receipts become effects of their own, started after the commit."""

    def __init__(
        self, lines: Lines, actions: Mapping[str, Action], keys: Keys, clock: Clock, machine: Machine = MACHINE
    ) -> None:
        self._lines, self._actions, self._keys, self._clock = lines, actions, keys, clock
        self._machine = machine

    def book(self, booker: Booker, row: EffectRow, performed: Performed) -> str:
        """What the call gets to know of it, as JSON."""
        action = self._actions[row.action or ""]
        if not isinstance(action, Outside):
            raise TypeError(f"{row.action} is not done outside")
        service, now = self._at(booker.connection, row.line, row.call)
        outbox = EffectOutbox(Within(booker.connection), service.line, row.call, self._machine)
        ended = action.book(
            Booking(
                line=row.line,
                call=row.call,
                language=row.language,
                now=now,
                zone=service.zone,
                currency=service.line.settings.currency,
                key=row.key,
                books=books_of(booker.connection, row.line, self._keys, outbox),
                policy=service.policy,
                payload=json.loads(row.payload),
            ),
            performed,
        )
        booker.started.extend(outbox.put_in)
        told = ActionEnded(row.action or "", ended.outcome, ended.result, note=ended.note)
        return json.dumps(journal(Heard(told, now, "")))

    def opened(self, connection: Connection, line: str, call: str) -> tuple[Books, datetime, date]:
        """The line's books, for what nobody is told of; now, and the line's day."""
        service, now = self._at(connection, line, call)
        return books_of(connection, line, self._keys, NoOutbox()), now, now.astimezone(service.zone).date()

    def _at(self, connection: Connection, line: str, call: str) -> tuple[Service, datetime]:
        found = calls.look(connection, call)
        service = self._lines.pinned(line, found.version if found is not None else "")
        now, _ = self._clock.read(connection, call, 0)
        return service, now

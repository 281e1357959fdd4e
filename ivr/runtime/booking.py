"""Booking a charge's result: through the action that prepared it, in a transaction of its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from ivr.domain.keys import Keys
from ivr.engine.events import ActionEnded, Heard
from ivr.engine.journal import journal
from ivr.runtime.action import Action, Booking, Outside, Performed
from ivr.runtime.clock import Clock
from ivr.runtime.effects import Booker
from ivr.runtime.lines import Lines
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.outbox import EffectOutbox
from ivr.store import calls
from ivr.store.books import books_of
from ivr.store.effects import EffectRow

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
        call = calls.look(booker.connection, row.call)
        service = self._lines.pinned(row.line, call.version if call is not None else "")
        now, _ = self._clock.read(booker.connection, row.call, 0)
        outbox = EffectOutbox(booker.connection, service.line, row.call, self._machine)
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

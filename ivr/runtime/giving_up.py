"""When a call waits for an effect no longer.

An effect that nobody has begun is withdrawn, and certainly never happens: `unavailable`. One that was begun may have
happened: `unknown`, and what comes of it is told in a message. Either is booked as such in the turn's transaction, so
that the books say what the caller was told.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from ivr.engine.events import ActionEnded
from ivr.engine.journal import from_journal
from ivr.flow.contracts import Contract
from ivr.runtime.action import Performed
from ivr.runtime.charging import Book
from ivr.runtime.clock import milliseconds
from ivr.runtime.doing import Doing
from ivr.runtime.effects import Booker
from ivr.runtime.machine import MACHINE, Machine
from ivr.store import effects

log = logging.getLogger(__name__)


class GivingUp:
    """Gives up on effects; `book` books a result through the action that prepared it."""

    def __init__(self, contracts: Mapping[str, Contract], book: Book, machine: Machine = MACHINE) -> None:
        self._contracts, self._book, self._machine = contracts, book, machine

    def on(self, doing: Doing, action: str, key: str) -> ActionEnded:
        """How the action ends for this call, whose row is held."""
        try:
            with doing.connection.begin_nested():
                return self._on(doing, action, key)
        except Exception:  # the caller goes on all the same; the effect's own booking will come
            log.exception("call %s: giving up on %s broke", doing.call, action)
            return self._unknown(action)

    def _on(self, doing: Doing, action: str, key: str) -> ActionEnded:
        row = effects.hold(doing.connection, key)
        if row is None:
            return self._unknown(action)
        if row.ended is not None:  # it came at the last moment
            return ended_of(row.ended)
        untried = row.status == "ready" and row.attempts == 0
        came = Performed("failed" if untried else "unknown", detail="the caller could wait no longer")
        booker = Booker(doing.connection, [])
        told = self._book(booker, row, came)
        if untried:
            effects.withdraw(doing.connection, key, told, milliseconds(self._machine.now()))
        else:
            effects.tell(doing.connection, key, told)
        doing.started += booker.started
        log.warning("call %s: waited too long for %s, which %s", doing.call, action, "is off" if untried else "goes on")
        return ended_of(told)

    def _unknown(self, action: str) -> ActionEnded:
        outcomes = self._contracts[action].outcomes
        return ActionEnded(action, "unknown" if "unknown" in outcomes else "unavailable")


def ended_of(told: str) -> ActionEnded:
    """The end of an action as it is kept in its effect's row."""
    found = from_journal(json.loads(told)).what
    if not isinstance(found, ActionEnded):
        raise TypeError("an effect's result is the end of an action")
    return found

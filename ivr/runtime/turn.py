"""The work of one turn, inside its transaction."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from ivr.engine.advancing import advance
from ivr.engine.awaiting import Acting, Queueing
from ivr.engine.directives import Continue, Directive, Enqueue, HangUp, joined
from ivr.engine.events import ActionEnded, Began, HungUp, Raw, StillWorking, What
from ivr.engine.hearing import hear
from ivr.engine.journal import from_journal, journal
from ivr.engine.state import State, begin, dump, load
from ivr.runtime import agents
from ivr.runtime.arrivals import Arrival, Render
from ivr.runtime.clock import Clock, milliseconds
from ivr.runtime.cutting import keep_place
from ivr.runtime.doing import Doer, Doing
from ivr.runtime.effects import Result
from ivr.runtime.lines import Lines
from ivr.runtime.service import Service
from ivr.store import calls, effects
from ivr.store.calls import CallRow, TurnRow

log = logging.getLogger(__name__)

ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""CallStatus values after which nobody is on the telephone
(https://www.twilio.com/docs/voice/twiml#request-values)."""


VANISHED = -1
"""The sequence number of the event by which a call is ended that nobody told of. Twilio's begin at 0."""


class Turn:
    """One transaction's work on one call. `started` holds the effects to start once it is committed."""

    def __init__(self, connection: Connection, lines: Lines, clock: Clock, doer: Doer) -> None:
        self._connection, self._lines, self._clock, self._doer = connection, lines, clock, doer
        self._journal: list[object] = []
        self.started: list[str] = []

    def take(self, arrival: Arrival, awaited: Result | None, render: Render) -> str:
        """The document that answers this turn; `awaited` is the result of the effect it waited for, if any."""
        number = arrival.number
        now, draw = self._clock.read(self._connection, arrival.call, number)
        row, fresh = self._row(arrival, now)
        stored = calls.turn(self._connection, row.id, number)
        if stored is not None:
            if stored.body != arrival.body:
                log.warning("call %s turn %s: another event came for an answered turn", row.id, number)
            return stored.answer
        if row.ended:
            return render((HangUp(),), number + 1)
        if row.next_turn != number:
            log.warning("call %s: turn %s came while turn %s was awaited", row.id, number, row.next_turn)
            return render((Continue(),), row.next_turn)
        what: What = Began(row.caller, row.called) if fresh else arrival.what
        directives, after = self._walk(row, what, awaited, now, draw)
        answer = render(directives, number + 1)
        taken = TurnRow(number, arrival.body, answer, json.dumps(self._journal), milliseconds(now))
        calls.answer(self._connection, replace(after, next_turn=number + 1), taken)
        return answer

    def status(self, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        """Journal a status event, once; one that says the call is over ends it in its flow, too."""
        row = calls.lock(self._connection, call)
        if row is None or calls.event(self._connection, call, sequence):
            return
        now, draw = self._clock.read(self._connection, call, row.next_turn)
        if status in ENDED and not row.ended:
            row = self._hang_up(row, now, draw)
        told, heard = json.dumps(dict(facts)), json.dumps(self._journal)
        calls.add_event(self._connection, row, sequence, status, told, heard, milliseconds(now))

    def vanish(self, call: str) -> None:
        """End a call of whose end nobody told, as if its caller had hung up."""
        row = calls.lock(self._connection, call)
        if row is None or row.ended:
            return
        now, draw = self._clock.read(self._connection, call, row.next_turn)
        row = self._hang_up(row, now, draw)
        heard = json.dumps(self._journal)
        calls.add_event(self._connection, row, VANISHED, "vanished", "{}", heard, milliseconds(now))

    def _hang_up(self, row: CallRow, now: datetime, draw: str) -> CallRow:
        _, row = self._walk(row, HungUp(), None, now, draw)
        calls.save(self._connection, replace(row, ended=True, awaits=None), milliseconds(now))
        return row

    def _row(self, arrival: Arrival, now: datetime) -> tuple[CallRow, bool]:
        """The call, held, and whether it begins with this turn. One that is not known though it is past its first
        turn begins afresh: the caller hears the greeting rather than nothing."""
        if arrival.number > 0:
            row = calls.lock(self._connection, arrival.call)
            if row is not None:
                return row, False
            log.warning("call %s is not known: it begins with turn %s", arrival.call, arrival.number)
        service = self._lines.answering(arrival.called)
        state = begin(service.line, arrival.call, arrival.caller, None, now)
        fresh = CallRow(
            id=arrival.call,
            line=service.id,
            version=service.version,
            called=arrival.called,
            caller=arrival.caller,
            next_turn=arrival.number,
            state=json.dumps(dump(state)),
            awaits=None,
            ended=False,
        )
        began = calls.start(self._connection, fresh, milliseconds(now))
        held = calls.lock(self._connection, arrival.call)
        return held or fresh, began

    def _walk(
        self, row: CallRow, what: What, awaited: Result | None, now: datetime, draw: str
    ) -> tuple[tuple[Directive, ...], CallRow]:
        """Hear, advance, do what is wanted, until the caller is to hear something or an effect is to be waited for."""
        service = self._lines.pinned(row.line, row.version)
        state = before = load(json.loads(row.state))
        if row.awaits is not None and not isinstance(what, HungUp):
            what = self._ended(service, state, awaited)
        doing = Doing(service, row.id, row.caller, now, draw, self._connection)
        if isinstance(what, HungUp):
            keep_place(self._doer.books(self._connection, service, row.id), service, row, before, now)
        spoken: list[Directive] = []
        awaits: str | None = None
        while True:
            heard = hear(service.line, state, Raw(what, now, draw))
            self._journal.append(journal(heard))
            moved = advance(service.line, state, heard)
            for fault in moved.faults:
                log.error("call %s: %s", row.id, fault)
            if moved.kept is not None and heard.sealed is not None:
                self._doer.seal(doing, moved.kept, heard.sealed)
            state = moved.state
            spoken += moved.directives
            if moved.wanted is None:
                # an effect whose result is not there yet is still awaited
                awaits = row.awaits if isinstance(what, StillWorking) and isinstance(state.awaiting, Acting) else None
                break
            ended = self._doer.do(doing, moved.wanted, state)
            if ended is None:
                awaits = moved.wanted.key
                if not any(isinstance(directive, Continue) for directive in spoken):
                    spoken.append(Continue())
                break
            what = ended
        self._note_queue(doing, before, state, spoken)
        self.started += doing.started
        if state.ended:
            effects.empty_vault(self._connection, row.id)
        after = replace(row, state=json.dumps(dump(state)), awaits=awaits, ended=state.ended)
        return joined(spoken), after

    def _note_queue(self, doing: Doing, before: State, after: State, spoken: list[Directive]) -> None:
        """Keep the list of who waits true: whoever came into a queue is on it, whoever left is off."""
        books = self._doer.books(self._connection, doing.service, doing.call)
        for directive in spoken:
            if isinstance(directive, Enqueue):
                agents.entered(books, doing.call, doing.caller, directive, after.language, doing.now)
        if isinstance(before.awaiting, Queueing) and not isinstance(after.awaiting, Queueing):
            agents.left(books, doing.call, doing.now, "left")

    @staticmethod
    def _ended(service: Service, state: State, awaited: Result | None) -> What:
        """How the action that was awaited ended, or that it is still under way. A caller is not kept for ever: past a
        limit it is unknown to them, and what comes of it later is told in a text."""
        if awaited is not None and awaited.ended is not None:
            found = from_journal(json.loads(awaited.ended)).what
            if not isinstance(found, ActionEnded):
                raise TypeError("an effect's result is the end of an action")
            return found
        if awaited is None or not awaited.given_up or not isinstance(state.awaiting, Acting):
            return StillWorking()
        action = state.awaiting.action
        outcomes = service.line.contracts[action].outcomes
        return ActionEnded(action, "unknown" if "unknown" in outcomes else "unavailable")

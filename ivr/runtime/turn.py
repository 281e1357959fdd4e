"""The work of one turn, inside its transaction."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from ivr import logs
from ivr.engine.advancing import advance
from ivr.engine.awaiting import Acting, Queueing
from ivr.engine.directives import Continue, Directive, Enqueue, HangUp, joined
from ivr.engine.events import Began, HungUp, Raw, StillWorking, What
from ivr.engine.hearing import hear
from ivr.engine.journal import journal
from ivr.engine.state import State, begin, read, write
from ivr.runtime import agents
from ivr.runtime.arrivals import Arrival, Render
from ivr.runtime.clock import Clock, milliseconds
from ivr.runtime.cutting import keep_place
from ivr.runtime.doing import Doer, Doing
from ivr.runtime.effects import Effects, Result
from ivr.runtime.giving_up import GivingUp, ended_of
from ivr.runtime.holding import Held, Holding, Open
from ivr.runtime.lines import Lines
from ivr.store import calls, effects
from ivr.store.calls import CallRow, TurnRow
from ivr.values.changing import changed

log = logging.getLogger(__name__)

ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""CallStatus values after which nobody is on the telephone
(https://www.twilio.com/docs/voice/twiml#request-values)."""
RESULT_SECONDS = 0.5
"""How long a turn waits, holding nothing, for the result of an effect before it says a holding prompt."""


VANISHED = -1
"""The sequence number of the event by which a call is ended that nobody told of. Twilio's begin at 0."""


class Turn:
    """The work on one call that one webhook asks for. `started` holds the effects to start once it is committed."""

    def __init__(self, lines: Lines, clock: Clock, doer: Doer, pending: Effects, giving_up: GivingUp) -> None:
        self._lines, self._clock, self._doer, self._effects = lines, clock, doer, pending
        self._giving_up = giving_up
        self._journal: list[object] = []
        self.started: list[effects.Named] = []

    def take(self, arrival: Arrival, holding: Holding, render: Render) -> str:
        """The document that answers this turn. Raises TurnMoved when the call went on meanwhile, TurnBusy when it is
        held elsewhere."""
        number = arrival.number
        found = holding.find(arrival.call, number)
        awaited: Result | None = None
        if found is not None:
            row, stored = found
            if stored is not None:
                if stored.body != arrival.body:
                    log.warning("call %s turn %s: another event came for an answered turn", row.id, number)
                return stored.answer
            if row.ended:
                return render((HangUp(),), number + 1)
            if row.next_turn != number:
                log.warning("call %s: turn %s came while turn %s was awaited", row.id, number, row.next_turn)
                return render((Continue(),), row.next_turn)
            if row.awaits is not None:
                holding.let_go()
                awaited = self._effects.result(row.awaits, RESULT_SECONDS)
            now, draw = self._time(holding, arrival)
            holding.about(row)
            what = arrival.what
        else:
            now, draw = self._time(holding, arrival)
            row, what = self._new(arrival, now)
            holding.about(row, new=milliseconds(now))
        directives, after = self._walk(row, what, awaited, now, draw, holding)
        answer = render(directives, number + 1)
        taken = TurnRow(number, arrival.body, answer, json.dumps(self._journal), milliseconds(now))
        holding.write(changed(after, next_turn=number + 1), taken)
        return answer

    def _time(self, holding: Holding, arrival: Arrival) -> tuple[datetime, str]:
        return self._clock.read(holding.plain if self._clock.asks else None, arrival.call, arrival.number)

    def status(self, connection: Connection, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        """Journal a status event, once; one that says the call is over ends it in its flow, too."""
        row = calls.lock(connection, call)
        if row is None or calls.event(connection, call, sequence):
            return
        now, draw = self._clock.read(connection, call, row.next_turn)
        if status in ENDED and not row.ended:
            row = self._hang_up(connection, row, now, draw)
        told, heard = json.dumps(dict(facts)), json.dumps(self._journal)
        calls.add_event(connection, row, sequence, status, told, heard, milliseconds(now))

    def vanish(self, connection: Connection, call: str) -> None:
        """End a call of whose end nobody told, as if its caller had hung up."""
        row = calls.lock(connection, call)
        if row is None or row.ended:
            return
        now, draw = self._clock.read(connection, call, row.next_turn)
        row = self._hang_up(connection, row, now, draw)
        heard = json.dumps(self._journal)
        calls.add_event(connection, row, VANISHED, "vanished", "{}", heard, milliseconds(now))

    def _hang_up(self, connection: Connection, row: CallRow, now: datetime, draw: str) -> CallRow:
        _, row = self._walk(row, HungUp(), None, now, draw, Open(connection))
        calls.save(connection, changed(row, ended=True, awaits=None), milliseconds(now))
        return row

    def _new(self, arrival: Arrival, now: datetime) -> tuple[CallRow, What]:
        """A call that begins with this turn. One that is not known though it is past its first turn begins afresh: the
        caller hears the greeting rather than nothing."""
        if arrival.number > 0:
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
            state=write(state),
            awaits=None,
            ended=False,
        )
        return fresh, Began(arrival.caller, arrival.called)

    def _walk(
        self, row: CallRow, what: What, awaited: Result | None, now: datetime, draw: str, held: Held
    ) -> tuple[tuple[Directive, ...], CallRow]:
        """Hear, advance, do what is wanted, until the caller is to hear something or an effect is to be waited for."""
        service = self._lines.pinned(row.line, row.version)
        logs.name(line=row.line)
        state = before = read(row.state)
        doing = Doing(service, row.id, row.caller, now, draw, held)
        if row.awaits is not None and not isinstance(what, HungUp):
            what = self._ended(doing, row.awaits, state, awaited)
        if isinstance(what, HungUp):
            keep_place(self._doer.books(held.connection, service, row.id), service, row, before, now)
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
            effects.empty_vault(held.connection, row.id)
        after = changed(row, state=write(state), awaits=awaits, ended=state.ended)
        return joined(spoken), after

    def _note_queue(self, doing: Doing, before: State, after: State, spoken: list[Directive]) -> None:
        """Keep the list of who waits true: whoever came into a queue is on it, whoever left is off."""
        for directive in spoken:
            if isinstance(directive, Enqueue):
                books = self._doer.books(doing.connection, doing.service, doing.call)
                agents.entered(books, doing.call, doing.caller, directive, after.language, doing.now)
        if isinstance(before.awaiting, Queueing) and not isinstance(after.awaiting, Queueing):
            books = self._doer.books(doing.connection, doing.service, doing.call)
            agents.left(books, doing.call, doing.now, "left")

    def _ended(self, doing: Doing, key: str, state: State, awaited: Result | None) -> What:
        """How the action that was awaited ended, or that it is still under way. A caller is not kept for ever: the line
        says how long."""
        if awaited is not None and awaited.ended is not None:
            return ended_of(awaited.ended)
        if awaited is None or not isinstance(state.awaiting, Acting):
            return StillWorking()
        line, action = doing.service.line, state.awaiting.action
        if awaited.age < line.settings.budget(line.contracts[action]).limit:
            return StillWorking()
        return self._giving_up.on(doing, action, key)

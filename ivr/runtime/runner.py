"""What channels ask of the line. One turn is one transaction: see docs/architecture.md, "The life of a turn"."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from ivr.engine.directives import HangUp
from ivr.engine.state import read
from ivr.engine.waiting import waiting
from ivr.errors import TurnBusy, TurnMoved
from ivr.runtime import delivering, guesses
from ivr.runtime.agents import brief, left, longest_waiting
from ivr.runtime.arrivals import Arrival, Brief, Render, Waiting
from ivr.runtime.clock import Clock, milliseconds
from ivr.runtime.doing import Doer
from ivr.runtime.effects import Effects
from ivr.runtime.giving_up import GivingUp
from ivr.runtime.holding import LOCK_SECONDS, Holding
from ivr.runtime.lines import Lines
from ivr.runtime.patience import Patience
from ivr.runtime.turn import Turn
from ivr.store import calls
from ivr.store.database import Database

log = logging.getLogger(__name__)

TRIES = 3
"""How often a turn is taken: anew when somebody else took it meanwhile."""
TURN_PATIENCE = 3.0
"""Seconds that a turn waits for a database that is away before the caller hears an apology and it is asked again."""
TOLD_PATIENCE = 8.0
"""The same for status callbacks: nobody listens, Twilio waits for 15 s, and does not send them again."""
MAX_STUMBLES = 10_000


class Runner:
    """Implements `ivr.runtime.arrivals.Turns`."""

    def __init__(
        self,
        database: Database,
        lines: Lines,
        clock: Clock,
        doer: Doer,
        pending: Effects,
        giving_up: GivingUp,
    ) -> None:
        self._database = database
        self._lines = lines
        self._clock = clock
        self._doer = doer
        self._effects = pending
        self.giving_up = giving_up
        self._patience = Patience(lines.machine)
        self._stumbles: dict[tuple[str, int], int] = {}

    def turn(self, arrival: Arrival, render: Render) -> str:
        """What broke because the database was away is tried again: nothing has happened outside, and whether the turn
        was written after all is read first."""
        with self._database.one_by_one():
            return self._patience.attempt(lambda: self._turn(arrival, render), TURN_PATIENCE)

    def _turn(self, arrival: Arrival, render: Render) -> str:
        """Taken anew when the call went on meanwhile: its stored answer is found then."""
        for _ in range(TRIES):
            turn = Turn(self._lines, self._clock, self._doer, self._effects, self.giving_up)
            try:
                with Holding(self._database) as holding:
                    answer = turn.take(arrival, holding, render)
            except TurnMoved:
                log.info("call %s turn %s is taken anew", arrival.call, arrival.number)
            else:
                self._effects.start(turn.started)
                return answer
        raise TurnBusy(f"the call went on {TRIES} times while its turn was taken")

    def waiting(self, call: str, waits: Waiting, render: Render) -> str:
        with self._database.reading() as connection:
            row = calls.look(connection, call)
        if row is None or row.ended:
            return render((HangUp(),), 0)
        service = self._lines.pinned(row.line, row.version)
        state = read(row.state)
        directives = waiting(service.line, state, waits.position, waits.seconds, waits.average_seconds)
        return render(directives, row.next_turn)

    def ended(self, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        self._patience.attempt(lambda: self._ended(call, sequence, status, facts), TOLD_PATIENCE)

    def _ended(self, call: str, sequence: int, status: str, facts: Mapping[str, str]) -> None:
        turn = Turn(self._lines, self._clock, self._doer, self._effects, self.giving_up)
        with self._database.begin(LOCK_SECONDS) as connection:
            turn.status(connection, call, sequence, status, facts)
        self._effects.start(turn.started)

    def delivered(self, key: str, sid: str, status: str, error: int | None) -> None:
        with self._database.begin(LOCK_SECONDS) as connection:
            delivering.told(connection, key, sid, status, error, milliseconds(self._lines.machine.now()))

    def vanished(self, call: str) -> None:
        """End a call of whose end nobody told."""
        turn = Turn(self._lines, self._clock, self._doer, self._effects, self.giving_up)
        with self._database.begin(LOCK_SECONDS) as connection:
            turn.vanish(connection, call)
        self._effects.start(turn.started)

    def answered(self, call: str, number: int) -> str | None:
        try:
            with self._database.reading() as connection:
                found = calls.turn(connection, call, number)
        except Exception:
            log.exception("call %s turn %s: its stored answer cannot be read", call, number)
            return None
        return found.answer if found is not None else None

    def stumbled(self, call: str, number: int) -> int:
        if len(self._stumbles) > MAX_STUMBLES:
            self._stumbles.clear()  # forgetting who stumbled is better than growing while the database is away
        count = self._stumbles.get((call, number), 0) + 1
        self._stumbles[call, number] = count
        return count

    def is_agent(self, called: str, caller: str | None) -> bool:  # noqa: ARG002 - caller ID proves nothing
        return called in self._lines.agent_numbers

    def pin_accepted(self, *, right: bool) -> bool:
        with self._database.begin(LOCK_SECONDS) as connection:
            return guesses.accepted(connection, self._lines.live.id, self._lines.machine.now(), right=right)

    def connected(self, call: str) -> None:
        with self._database.begin(LOCK_SECONDS) as connection:
            row = calls.look(connection, call)
            if row is None:
                return
            now, _ = self._clock.read(connection, call, row.next_turn)
            left(self._doer.books(connection, self._lines.pinned(row.line, row.version), call), call, now, "answered")

    def next_waiting(self) -> Brief | None:
        with self._database.reading() as connection:
            for service in self._lines.all:
                first = longest_waiting(self._doer.books(connection, service, ""), service.policy.hours.queues)
                if first is not None:
                    now, _ = self._clock.read(connection, first.call, 0)
                    return brief(first, now)
        return None

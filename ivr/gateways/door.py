"""The door before an outside service: a circuit breaker.

After so many failures on end it is shut: nothing is sent any more, and whoever wants something hears so at once rather
than after another time-out. After a rest one is let through on trial; if that goes well the door opens, else it stays
shut for another rest. One door for each service and process: what one process saw says little of another's network.

pybreaker counts and decides; why it, and why it is told results rather than handed calls: docs/decisions.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pybreaker

from ivr import metrics
from ivr.errors import GatewayRefused, GatewayShut

log = logging.getLogger(__name__)

T = TypeVar("T")

FAILURES = 5
"""Failures on end that shut a door. pybreaker's own default; a hung service takes so many time-outs to be known."""
REST_SECONDS = 20.0
"""How long it stays shut before a trial: longer than a time-out, and short of a caller's patience with a retry."""

OPEN, TRIAL, SHUT = "open", "trial", "shut"
STATES = {"closed": OPEN, "half-open": TRIAL, "open": SHUT}
"""A door's words for pybreaker's: an electrician's closed circuit is a caller's open door."""


class Door:
    """`through` calls the service, or raises GatewayShut. `clock` gives seconds that never go back."""

    def __init__(
        self, name: str, clock: Callable[[], float], failures: int = FAILURES, rest: float = REST_SECONDS
    ) -> None:
        self.name = name
        self._clock, self._rest = clock, rest
        self._storage = _Storage(clock)
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=failures,
            reset_timeout=rest,
            exclude=[GatewayRefused],  # it answered: it is there
            listeners=[_Teller()],
            state_storage=self._storage,
            name=name,
        )
        self._lock = threading.Lock()
        self._tried_since: float | None = None
        metrics.DOORS.labels(name).set(0)  # told of from the beginning: an alert on what is not there says nothing

    @property
    def state(self) -> str:
        """`open`; `shut`; or `trial`: shut, and the next one is let through, or somebody is on trial."""
        if self._breaker.current_state == pybreaker.STATE_OPEN and self._rested():
            return TRIAL
        return STATES[self._breaker.current_state]

    @property
    def shut(self) -> bool:
        """Whether nobody would be let through now."""
        state = self.state
        return state == SHUT or (state == TRIAL and self._on_trial())

    def through(self, work: Callable[[], T]) -> T:
        """What `work` gives, or what it raises; GatewayShut when it was not even called."""
        trial = self._enter()
        try:
            result = work()
        except Exception as error:
            self._tell(error)
            raise
        else:
            self._tell(None)
            return result
        finally:
            if trial:
                with self._lock:
                    self._tried_since = None

    def _enter(self) -> bool:
        """Whether this one is on trial."""
        with self._lock:
            if self.shut:
                raise GatewayShut(f"{self.name} failed of late: nothing is sent to it for now")
            if self.state == OPEN:
                return False
            self._tried_since = self._clock()
            return True

    def _rested(self) -> bool:
        since = self._storage.since
        return since is None or self._clock() - since >= self._rest

    def _on_trial(self) -> bool:
        """Whether somebody is; one who has not come back for long is not waited for."""
        since = self._tried_since
        return since is not None and self._clock() - since < 3 * self._rest

    def _tell(self, error: Exception | None) -> None:
        """Tell the breaker how a call went. It is told, and does not call itself, since it holds a lock while it
        does: one hung call would hang all others."""

        def answer() -> None:
            if error is not None:
                raise error

        try:
            self._breaker.call(answer)
        except Exception as told:
            if told is not error and not isinstance(told, pybreaker.CircuitBreakerError):
                raise


class _Storage(pybreaker.CircuitMemoryStorage):
    """Keeps when it opened by our clock. pybreaker compares with the machine's; it is shown how long ago that was."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(pybreaker.STATE_CLOSED)
        self._our_clock = clock
        self.since: float | None = None

    @property
    def opened_at(self) -> datetime | None:
        if self.since is None:
            return None
        return datetime.now(UTC) - timedelta(seconds=self._our_clock() - self.since)

    @opened_at.setter
    def opened_at(self, _moment: datetime) -> None:
        self.since = self._our_clock()


class _Teller(pybreaker.CircuitBreakerListener):
    """Logs each change once. How it failed was logged by who met it."""

    def state_change(
        self,
        cb: pybreaker.CircuitBreaker,
        old_state: pybreaker.CircuitBreakerState | None,  # noqa: ARG002 - the names are pybreaker's
        new_state: pybreaker.CircuitBreakerState,
    ) -> None:
        word = STATES[new_state.name]
        metrics.DOORS.labels(cb.name or "").set((OPEN, TRIAL, SHUT).index(word))
        log.log(logging.INFO if word == OPEN else logging.WARNING, "the door to %s is now: %s", cb.name, word)

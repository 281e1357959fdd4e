"""How messages are performed: texts and e-mails, at their senders. (Charges: `ivr/runtime/charging.py`.)

A code is sent at most once. Anything else (receipts, confirmations) is sent at least once: before it is sent again the
service is asked whether it took it, and it is tried for a day. What came of it is in the table `deliveries`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ivr.domain.keys import Keys
from ivr.errors import GatewayError, GatewayRefused, GatewayShut
from ivr.gateways.messages import MessageGateway
from ivr.runtime.carrying import Carrier
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Booker, Outcome, Performer
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.tried import Posted, Tried, delivery
from ivr.store import deliveries
from ivr.store.effects import EffectRow

log = logging.getLogger(__name__)

MESSAGE_LIFE_MS = 24 * 3600 * 1000
"""How long a receipt is tried for: a service that is away for a night must not lose it. Then it is on the operators'
list (`ivr effects --failed`)."""
BACKOFF_MS = 2_000
LONGEST_BACKOFF_MS = 10 * 60 * 1000
SHUT_MS = 5_000
"""When a message is looked at again whose service is not even being called for now."""
CODE_LIFE_MS = 60_000
"""A code that could not be tried for so long is of no use to its caller any more."""


def message_performer(
    gateway: MessageGateway, keys: Keys, carrier: Carrier | None = None, machine: Machine = MACHINE
) -> Performer:
    """Sends a message; `carrier` is who takes codes that stand alone, where it is not `gateway`."""
    sending = _Sending(gateway, keys, carrier, machine)

    def perform(row: EffectRow) -> Callable[[Booker], Outcome]:
        tried = sending.perform(row)

        def book(booker: Booker) -> Outcome:
            if tried.told is not None:
                told = replace(tried.told, at=milliseconds(machine.now()))
                deliveries.note(booker.connection, told)
            return tried.outcome

        return book

    return perform


class _Sending:
    def __init__(self, gateway: MessageGateway, keys: Keys, carrier: Carrier | None, machine: Machine) -> None:
        self._gateway, self._keys, self._carrier, self._machine = gateway, keys, carrier, machine

    def perform(self, row: EffectRow) -> Tried:
        posted = Posted.of(row, self._keys)
        if posted.to is None:
            return Tried(Outcome("done"))  # a decoy
        if posted.code is None:
            return self._message(row, posted)
        if row.ended is not None:
            return self._carrier.report(row, posted) if self._carrier is not None else Tried(Outcome("done"))
        if row.attempts > 1:
            return _failed(row, "given_up", None, "its sending was cut off, and a code is not sent twice")
        return self._code(row, posted)

    def _code(self, row: EffectRow, posted: Posted) -> Tried:
        if self._carrier is not None and posted.alone:
            tried = self._carrier.send(row, posted)
            if tried is not None:
                return tried
        try:
            return _taken(row, self._gateway.send(posted.outgoing()))
        except GatewayError as error:
            if isinstance(error, GatewayShut) and self._age(row) < CODE_LIFE_MS:
                return _untried()
            log.warning("code %s was not sent: %s", row.key, error)
            status = "refused" if isinstance(error, GatewayRefused) else "given_up"
            return _failed(row, status, error.code, str(error))

    def _message(self, row: EffectRow, posted: Posted) -> Tried:
        outgoing = posted.outgoing()
        try:
            if row.attempts > 1:
                found = self._gateway.find(outgoing, datetime.fromtimestamp(row.made / 1000, UTC))
                if found is not None:
                    return _taken(row, found)
            return _taken(row, self._gateway.send(outgoing))
        except GatewayRefused as error:
            log.warning("message %s was refused: %s", row.key, error)
            return _failed(row, "refused", error.code, str(error))
        except GatewayError as error:
            if self._age(row) > MESSAGE_LIFE_MS:
                log.error("message %s is given up: %s", row.key, error)  # noqa: TRY400 - the traceback says no more
                return _failed(row, "given_up", error.code, str(error))
            if isinstance(error, GatewayShut):
                return _untried()
            log.warning("message %s was not sent: %s", row.key, error)
            return Tried(Outcome(again_in_ms=min(BACKOFF_MS * 2 ** min(row.attempts, 16), LONGEST_BACKOFF_MS)))

    def _age(self, row: EffectRow) -> int:
        return milliseconds(self._machine.now()) - row.made


def _untried() -> Tried:
    """Its service was not called: nothing was sent, no try is used up, and a code may still go, once."""
    return Tried(Outcome(again_in_ms=SHUT_MS, untried=True))


def _taken(row: EffectRow, sid: str) -> Tried:
    # what a stand-in keeps under our own key has no delivery to be told of
    return Tried(Outcome("done"), delivery(row, "accepted", sid) if sid != row.key else None)


def _failed(row: EffectRow, status: str, code: int | None, detail: str) -> Tried:
    return Tried(Outcome("failed"), delivery(row, status, error=code, detail=detail))

"""Codes that go by a service for codes (Twilio Verify) in place of a text of ours.

The code is ours either way, so whoever carries it, it is checked alike; and where the service surely sent nothing, the
same code may go as a text of ours. Later the service is told that the code was used: not by the turn that saw it, which
does nothing outside, but when the code's effect is looked at again. A code that was not used lapses there by itself.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable
from ivr.gateways.codes import CodeGateway
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Outcome
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.tried import Posted, Tried, delivery
from ivr.store.effects import EffectRow

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 60_000
LIFE_MS = 10 * 60 * 1000
"""A verification lives ten minutes (https://www.twilio.com/docs/verify/api/rate-limits-and-timeouts); nothing is to be
told of it afterwards."""

Used = Callable[[str, str], bool]
"""Whether the code of this line's challenge was used: (line, challenge)."""


class Carrier:
    def __init__(self, gateway: CodeGateway, used: Used, machine: Machine = MACHINE) -> None:
        self._gateway, self._used, self._machine = gateway, used, machine

    def send(self, row: EffectRow, posted: Posted) -> Tried | None:
        """What came of it; None where it surely was not sent, and may go another way."""
        if posted.code is None or posted.to is None:
            return None
        try:
            verification = self._gateway.send(posted.to, posted.code, row.language)
        except GatewayRefused as error:
            log.warning("code %s was refused: %s", row.key, error)
            return Tried(Outcome("failed"), delivery(row, "refused", error=error.code, detail=str(error)))
        except GatewayUnavailable as error:
            log.warning("code %s goes as a text of ours: %s", row.key, error)
            return None
        except GatewayError as error:
            log.warning("code %s may not have been sent: %s", row.key, error)
            return Tried(Outcome("failed"), delivery(row, "given_up", error=error.code, detail=str(error)))
        ended = json.dumps({"verification": verification})
        return Tried(Outcome(ended=ended, again_in_ms=LOOK_EVERY_MS), delivery(row, "accepted", verification))

    def report(self, row: EffectRow, posted: Posted) -> Tried:
        """Tell of a used code, once it is; until there is nothing left to tell."""
        if self._used(row.line, posted.challenge):
            try:
                self._gateway.approve(json.loads(row.ended or "{}")["verification"])
            except GatewayRefused:  # it is not there any more
                return Tried(Outcome("done"))
            except GatewayError as error:
                log.warning("code %s: %s", row.key, error)
            else:
                return Tried(Outcome("done"))
        over = milliseconds(self._machine.now()) - row.made > LIFE_MS
        return Tried(Outcome("done") if over else Outcome(again_in_ms=LOOK_EVERY_MS))

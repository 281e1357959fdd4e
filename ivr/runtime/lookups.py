"""Asking what kind of line a telephone number is on, ahead of a code: see `ivr/domain/lines.py`.

The answer is advice. Where it does not come there is none: nothing is tried again, and nobody waits for it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from ivr.domain.keys import Keys
from ivr.errors import GatewayError
from ivr.gateways.numbers import NumberLookup
from ivr.runtime.effects import Booker, Outcome, Performer
from ivr.runtime.machine import MACHINE, Machine
from ivr.store.effects import EffectRow
from ivr.store.line_types import SqlLineTypes
from ivr.store.reach import Within

log = logging.getLogger(__name__)


def lookup_performer(gateway: NumberLookup, keys: Keys, machine: Machine = MACHINE) -> Performer:
    def perform(row: EffectRow) -> Callable[[Booker], Outcome]:
        number = json.loads(row.payload)["number"]
        if number is None:
            return lambda _booker: Outcome("done")  # a decoy
        try:
            kind = gateway.kind(number)
        except GatewayError as error:
            log.warning("%s came to nothing: %s", row.key, error)
            return lambda _booker: Outcome("done")

        def book(booker: Booker) -> Outcome:
            SqlLineTypes(Within(booker.connection), row.line, keys).note(number, kind, machine.now())
            return Outcome("done")

        return book

    return perform

"""How charges are performed: sent once, asked about when the answer is missing, handed to a person when it stays so.

A charge is never sent again unless the processor says that it has charged nothing for it, and then under the same key.
One whose caller was told "we are checking" is not sent again at all: it is asked about every minute, and by
`GIVE_UP_MS` it is known, withdrawn (so that nothing still on its way can charge), or a case for a person.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping

from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown, StateError
from ivr.gateways.payments import KEY_LIFE_MS, Charged, Order, PaymentGateway
from ivr.runtime.action import Performed
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Booker, Outcome, Performer
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.sealing import Sealer
from ivr.store.effects import EffectRow
from ivr.values import Money

log = logging.getLogger(__name__)

ASK_EVERY_MS = 60_000
GIVE_UP_MS = 14 * 60 * 1000
"""From the deciding: a sweep and the answer still fit into the quarter of an hour that is promised."""
OVERDUE_EVERY_MS = 10 * 60 * 1000
"""A charge that a person looks into is still asked about, in case the processor knows after all."""

Book = Callable[[Booker, EffectRow, Performed], str]
"""Books a charge's result through its action; gives what the call gets to know."""


def charge_performer(gateway: PaymentGateway, sealer: Sealer, book: Book, machine: Machine = MACHINE) -> Performer:
    """Charges once: a first try sends; any later try asks what became of the first before it sends again."""

    def perform(row: EffectRow) -> Callable[[Booker], Outcome]:
        age = milliseconds(machine.now()) - row.made
        performed = _charge(gateway, sealer, row, age) if row.ended is None else _asked(gateway, row, age)
        again = _again(row, performed, milliseconds(machine.now()))
        if performed is None:
            return lambda _booker: Outcome(again_in_ms=again)
        return lambda booker: Outcome("done", book(booker, row, performed), again)

    return perform


def order_of(row: EffectRow) -> Order:
    """What a charge's effect row orders at the processor: the same for the same row, whenever it is asked."""
    payload: Mapping[str, str | int | None] = json.loads(row.payload)
    metadata = {"key": row.key, "call": row.call, "line": row.line, "reference": str(payload.get("reference") or "")}
    amount = Money.of(str(payload["amount"]), str(payload["currency"]))
    return Order(row.key, amount, {name: value for name, value in metadata.items() if value}, row.made)


def _again(row: EffectRow, performed: Performed | None, now: int) -> int | None:
    """In how many milliseconds to ask about it again; None when there is nothing left to ask."""
    if performed is None or performed.status == "unknown":
        left = row.made + GIVE_UP_MS - now
        return min(ASK_EVERY_MS, max(left, 1_000))
    return OVERDUE_EVERY_MS if performed.status == "overdue" else None


def _asked(gateway: PaymentGateway, row: EffectRow, age: int) -> Performed | None:
    """What became of a charge whose caller was told that it is unknown; None as long as that is not known, "overdue"
    when it is not known in time."""
    late = age >= GIVE_UP_MS
    order = order_of(row)
    try:
        found = gateway.withdraw(order) if late else gateway.find(order)
    except GatewayError as error:
        log.warning("charge %s is still unknown: %s", row.key, error)
        return Performed("overdue", detail=str(error)) if late else None
    except Exception as error:  # a gateway that breaks in a new way must not keep a person from hearing of it
        log.error("charge %s cannot be asked about: %s", row.key, type(error).__name__)  # noqa: TRY400 - maybe secret
        return Performed("overdue", detail=type(error).__name__) if late else None
    if found is not None:
        return _performed(found)
    return Performed("failed", detail="the processor never got it") if late else None


def _charge(gateway: PaymentGateway, sealer: Sealer, row: EffectRow, age: int) -> Performed:
    order = order_of(row)
    if row.attempts > 1:
        try:
            found = gateway.find(order)
        except GatewayError as error:  # an earlier try may have charged: nobody may say that it did not
            log.warning("charge %s cannot be asked about: %s", row.key, error)
            return Performed("unknown", detail=str(error))
        if found is not None:
            return _performed(found)
    if age > KEY_LIFE_MS:
        return _withdrawn(gateway, row, order, "too old to be sent")
    if row.sealed is None:
        return _withdrawn(gateway, row, order, "no card")
    return _sent(gateway, sealer, row, order, row.sealed)


def _withdrawn(gateway: PaymentGateway, row: EffectRow, order: Order, why: str) -> Performed:
    """Failed, for a reason of ours; but when an earlier try may be on its way, only once it cannot charge any more."""
    if row.attempts == 1:
        return Performed("failed", detail=why)
    try:
        found = gateway.withdraw(order)
    except GatewayError as error:
        log.warning("charge %s cannot be withdrawn: %s", row.key, error)
        return Performed("unknown", detail=str(error))
    return _performed(found) if found is not None else Performed("failed", detail=why)


def _sent(gateway: PaymentGateway, sealer: Sealer, row: EffectRow, order: Order, sealed: bytes) -> Performed:
    try:
        token = sealer.open(sealed)
    except StateError as error:
        log.error("charge %s was not sent: %s", row.key, error)  # noqa: TRY400 - a traceback tells nothing more
        return _withdrawn(gateway, row, order, str(error))
    try:
        return _performed(gateway.charge(order, token))
    except GatewayUnavailable as error:
        log.warning("charge %s failed: %s", row.key, error)
        # with a try before this one, that nothing happened now does not say that nothing ever did
        return Performed("failed" if row.attempts == 1 else "unknown", detail=str(error))
    except GatewayRefused as error:  # the request was at fault, not the card
        log.error("charge %s was refused: %s", row.key, error)  # noqa: TRY400 - a traceback tells nothing more
        return _withdrawn(gateway, row, order, str(error))
    except GatewayUnknown as error:
        log.warning("charge %s is unknown: %s", row.key, error)
        return Performed("unknown", detail=str(error))
    except Exception as error:  # a gateway that breaks in a way nobody thought of may still have charged
        log.error("charge %s is unknown: %s", row.key, type(error).__name__)  # noqa: TRY400 - its text may be secret
        return Performed("unknown", detail=type(error).__name__)


def _performed(charged: Charged) -> Performed:
    return Performed(charged.status, charged.reference, charged.detail)

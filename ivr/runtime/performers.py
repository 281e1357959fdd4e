"""How each kind of effect is performed: charges at the processor, texts and e-mails at their senders."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping

from ivr.domain.keys import Keys
from ivr.errors import GatewayError, GatewayRefused, GatewayUnavailable, GatewayUnknown, StateError
from ivr.gateways.messages import MessageGateway, Outgoing
from ivr.gateways.payments import Charged, PaymentGateway
from ivr.runtime.action import Performed
from ivr.runtime.clock import milliseconds
from ivr.runtime.effects import Booker, Outcome, Performer
from ivr.runtime.machine import MACHINE, Machine
from ivr.runtime.outbox import CODE
from ivr.runtime.sealing import Sealer
from ivr.store.effects import EffectRow
from ivr.values import Money, Secret

log = logging.getLogger(__name__)

KEY_LIFE_MS = 12 * 3600 * 1000
"""A key older than this is looked up, never sent again: Stripe forgets keys after 24 hours
(https://docs.stripe.com/api/idempotent_requests)."""
ASK_EVERY_MS = 60_000
GIVE_UP_MS = 15 * 60 * 1000
"""A charge of unknown result is asked about every minute. One the processor has not heard of after a quarter of an
hour was never made: it is not on its way any more, and is never sent again."""
MESSAGE_TRIES = 6
BACKOFF_MS = 2_000

Book = Callable[[Booker, EffectRow, Performed], str]
"""Books a charge's result through its action; gives what the call gets to know."""


def charge_performer(gateway: PaymentGateway, sealer: Sealer, book: Book, machine: Machine = MACHINE) -> Performer:
    """Charges once: a first try sends; any later try asks what became of the first before it sends again."""

    def perform(row: EffectRow) -> Callable[[Booker], Outcome]:
        performed = _charge(gateway, sealer, row, machine) if row.ended is None else _asked(gateway, row, machine)
        if performed is None:
            return lambda _booker: Outcome(again_in_ms=ASK_EVERY_MS)
        later = ASK_EVERY_MS if performed.status == "unknown" else None
        return lambda booker: Outcome("done", book(booker, row, performed), later)

    return perform


def _asked(gateway: PaymentGateway, row: EffectRow, machine: Machine) -> Performed | None:
    """What became of a charge whose caller was told that it is unknown; None as long as that is not known."""
    try:
        found = gateway.find(row.key)
    except (GatewayUnavailable, GatewayUnknown) as error:
        log.warning("charge %s is still unknown: %s", row.key, error)
        return None
    if found is not None:
        return _performed(found)
    if milliseconds(machine.now()) - row.made < GIVE_UP_MS:
        return None
    return Performed("failed", detail="the processor never got it")


def _charge(gateway: PaymentGateway, sealer: Sealer, row: EffectRow, machine: Machine) -> Performed:
    if row.attempts > 1:
        try:
            found = gateway.find(row.key)
        except GatewayError as error:  # an earlier try may have charged: nobody may say that it did not
            log.warning("charge %s cannot be asked about: %s", row.key, error)
            return Performed("unknown", detail=str(error))
        if found is not None:
            return _performed(found)
    if row.sealed is None:
        return Performed("failed", detail="no card")
    if milliseconds(machine.now()) - row.made > KEY_LIFE_MS:
        return Performed("failed", detail="too old to be sent")
    return _sent(gateway, sealer, row, row.sealed)


def _sent(gateway: PaymentGateway, sealer: Sealer, row: EffectRow, sealed: bytes) -> Performed:
    payload: Mapping[str, str | int | None] = json.loads(row.payload)
    amount = Money.of(str(payload["amount"]), str(payload["currency"]))
    try:
        token = sealer.open(sealed)
    except StateError as error:
        log.error("charge %s was not sent: %s", row.key, error)  # noqa: TRY400 - a traceback tells nothing more
        return Performed("failed", detail=str(error))
    try:
        return _performed(gateway.charge(row.key, amount, token, {"call": row.call, "line": row.line}))
    except GatewayUnavailable as error:
        log.warning("charge %s failed: %s", row.key, error)
        # with a try before this one, that nothing happened now does not say that nothing ever did
        return Performed("failed" if row.attempts == 1 else "unknown", detail=str(error))
    except GatewayRefused as error:
        return Performed("declined", detail=str(error))
    except GatewayUnknown as error:
        log.warning("charge %s is unknown: %s", row.key, error)
        return Performed("unknown", detail=str(error))
    except Exception as error:  # a gateway that breaks in a way nobody thought of may still have charged
        log.error("charge %s is unknown: %s", row.key, type(error).__name__)  # noqa: TRY400 - its text may be secret
        return Performed("unknown", detail=type(error).__name__)


def _performed(charged: Charged) -> Performed:
    return Performed(charged.status, charged.reference, charged.detail)


def message_performer(gateway: MessageGateway, keys: Keys) -> Performer:
    """Sends a message. A code goes at most once; anything else until the service took it or it was tried enough."""

    def perform(row: EffectRow) -> Callable[[Booker], Outcome]:
        outcome = _send(gateway, keys, row)
        return lambda _booker: outcome

    return perform


def _send(gateway: MessageGateway, keys: Keys, row: EffectRow) -> Outcome:
    payload: Mapping[str, str | None] = json.loads(row.payload)
    to, challenge, nonce = payload["to"], payload["challenge"], payload["nonce"]
    carries_code = challenge is not None and nonce is not None
    if to is None:
        return Outcome("done")  # a decoy
    if carries_code and row.attempts > 1:
        return Outcome("failed")
    body = payload["body"] or ""
    if challenge is not None and nonce is not None:
        body = body.replace(CODE, keys.code(challenge, nonce).reveal())
    try:
        gateway.send(Outgoing(row.key, to, payload["subject"] or "", Secret(body)))
    except GatewayRefused as error:
        log.warning("message %s was refused: %s", row.key, error)
        return Outcome("failed")
    except (GatewayUnavailable, GatewayUnknown) as error:
        log.warning("message %s was not sent: %s", row.key, error)
        if carries_code or row.attempts >= MESSAGE_TRIES:
            return Outcome("failed")
        return Outcome(again_in_ms=BACKOFF_MS * 2**row.attempts)
    return Outcome("done")

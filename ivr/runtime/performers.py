"""How messages are performed: texts and e-mails, at their senders. (Charges: `ivr/runtime/charging.py`.)"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping

from ivr.domain.keys import Keys
from ivr.errors import GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.messages import MessageGateway, Outgoing
from ivr.runtime.effects import Booker, Outcome, Performer
from ivr.runtime.outbox import CODE
from ivr.store.effects import EffectRow
from ivr.values import Secret

log = logging.getLogger(__name__)

MESSAGE_TRIES = 6
BACKOFF_MS = 2_000


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

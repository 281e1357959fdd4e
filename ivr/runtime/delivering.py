"""What a service tells, unasked, of a message that it took."""

from __future__ import annotations

import logging

from sqlalchemy import Connection

from ivr.store import deliveries, effects
from ivr.store.deliveries import NOT_RECEIVED, RANK, Delivery

log = logging.getLogger(__name__)


def told(connection: Connection, key: str, sid: str, status: str, error: int | None, now: int) -> None:
    """The text under `key` has this status at the service. One whose first answer was lost, and that waits to be sent
    again, is thereby known to have been taken: it is not sent again. What is told of no text of ours is dropped."""
    row = effects.get(connection, key)
    if row is None or row.kind != "text" or status not in RANK:
        log.warning("a status (%s) was told of no message of ours", status)
        return
    effects.taken(connection, key, now)
    news = deliveries.note(connection, Delivery(key, row.line, row.call, status, now, sid, error))
    if news and status in NOT_RECEIVED:
        log.warning("message %s did not arrive: %s, code %s", key, status, error)

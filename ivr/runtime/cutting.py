"""A call that is hung up on by its caller, or by the world: what is kept of it, so that they may go on."""

from __future__ import annotations

from datetime import datetime

from ivr.domain import cut_off
from ivr.domain.occasion import Occasion
from ivr.domain.ports import Books
from ivr.engine.cut_off import cut_off as place_of
from ivr.engine.state import State
from ivr.runtime.service import Service
from ivr.store.calls import CallRow


def keep_place(books: Books, service: Service, row: CallRow, before: State, now: datetime) -> None:
    """Keeps where the call was before it was hung up on, if it had passed a checkpoint."""
    place = place_of(before)
    if place is None or row.caller is None:
        return
    on = Occasion(
        books=books,
        rules=service.policy.rules,
        call=row.id,
        caller=row.caller,
        language=before.language,
        now=now,
        zone=service.zone,
        currency=service.line.settings.currency,
        key="",
        draw="",
    )
    cut_off.remember(on, place.at, place.kept, (place.level.word, place.account), place.within)

"""Handing callers to people: who waits, and what the person hears of them first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ivr.domain.ports import Books
from ivr.domain.promises import Handoff
from ivr.engine.directives import Enqueue
from ivr.runtime.arrivals import Brief


def entered(books: Books, call: str, caller: str | None, enqueue: Enqueue, language: str, now: datetime) -> None:
    """Note that a caller waits, with what the agent needs to know."""
    brief = enqueue.brief
    books.handoffs.put(
        Handoff(
            call=call,
            queue=enqueue.queue,
            entered=now,
            language=language,
            level=brief.get("assurance", "anonymous"),
            who=brief.get("name", ""),
            last_four=brief.get("account", ""),
            wanted=brief.get("about", ""),
            done=brief.get("done", ""),
            phone=caller,
        )
    )


def next_waiting(books: Books, queues: tuple[str, ...], now: datetime) -> Brief | None:
    """The caller who has waited longest, over these queues."""
    waiting = [handoff for queue in queues for handoff in books.handoffs.waiting(queue)]
    if not waiting:
        return None
    first = min(waiting, key=lambda handoff: handoff.entered)
    return Brief(
        queue=first.queue,
        call=first.call,
        name=first.who or None,
        assurance=first.level,
        account=first.last_four or None,
        about=first.wanted or None,
        done=tuple(part for part in first.done.split("; ") if part),
        waited_seconds=max(0, int((now - first.entered).total_seconds())),
        language=first.language,
    )


def left(books: Books, call: str, now: datetime, result: str) -> None:
    """Note that a caller waits no more."""
    handoff = books.handoffs.get(call)
    if handoff is not None and handoff.left is None:
        books.handoffs.put(replace(handoff, left=now, result=result))

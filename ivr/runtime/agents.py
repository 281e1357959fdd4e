"""Handing callers to people: who waits, and what the person hears of them first."""

from __future__ import annotations

from collections.abc import Iterable
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
            who=brief.get("who", ""),
            last_four=brief.get("account", ""),
            wanted=brief.get("about", ""),
            done=brief.get("done", ""),
            phone=caller,
        )
    )


def longest_waiting(books: Books, queues: Iterable[str]) -> Handoff | None:
    """The caller who has waited longest, over these queues."""
    waiting = [handoff for queue in queues for handoff in books.handoffs.waiting(queue)]
    return min(waiting, key=lambda handoff: handoff.entered, default=None)


def brief(handoff: Handoff, now: datetime) -> Brief:
    """What an agent hears of them."""
    return Brief(
        queue=handoff.queue,
        call=handoff.call,
        name=handoff.who or None,
        assurance=handoff.level,
        account=handoff.last_four or None,
        about=handoff.wanted or None,
        done=tuple(part for part in handoff.done.split("; ") if part),
        waited_seconds=max(0, int((now - handoff.entered).total_seconds())),
        language=handoff.language,
    )


def left(books: Books, call: str, now: datetime, result: str) -> None:
    """Note that a caller waits no more."""
    handoff = books.handoffs.get(call)
    if handoff is not None and handoff.left is None:
        books.handoffs.put(replace(handoff, left=now, result=result))

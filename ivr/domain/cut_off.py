"""Calls that were cut off at a checkpoint, and callers who ring back."""

from __future__ import annotations

from datetime import timedelta

from ivr.domain.occasion import Occasion
from ivr.domain.promises import CutOff


def remember(on: Occasion, at: str, kept: str, proven: tuple[str, str | None], within: int | None) -> CutOff | None:
    """The call is cut off at a checkpoint. proven: the level, and the account it is for. within: minutes, where the
    flow says; never more than the policy. A withheld caller cannot be known again: None."""
    if on.caller is None:
        return None
    most = on.rules.resume.minutes
    level, account = proven
    made = CutOff(
        call=on.call,
        caller=on.books.keys.lookup("caller", on.caller),
        at=at,
        kept=kept,
        level=level,
        account=_hashed(on, account),
        made=on.now,
        until=on.now + timedelta(minutes=min(within or most, most)),
    )
    on.books.cut_offs.put(made)
    return made


def last(on: Occasion) -> CutOff | None:
    """The newest call from this caller's number, if it was cut off and they may still go on in it."""
    if on.caller is None:
        return None
    found = on.books.cut_offs.newest(on.books.keys.lookup("caller", on.caller))
    live = found is not None and found.taken_by is None and found.until > on.now and found.call != on.call
    return found if live else None


def take(on: Occasion, proven: tuple[bool, str | None], *, yes: bool) -> CutOff | None:
    """The caller was asked. No: nobody is asked again. Yes: the place, once, if they have proven (`proven`: whether as
    sure as then, and for which account) to be who was cut off; else it stays for whom it belongs to."""
    found = last(on)
    if found is None:
        return None
    sure, account = proven
    if yes and not (sure and (found.account is None or found.account == _hashed(on, account))):
        return None
    return found if on.books.cut_offs.take(found.call, on.call) and yes else None


MOST_CALLS = 20
"""Of one caller whose telephone drops call after call."""


def before(on: Occasion) -> list[str]:
    """The calls that this one goes on from, the latest first."""
    found: list[str] = []
    call = on.call
    while len(found) < MOST_CALLS and (earlier := on.books.cut_offs.taken_by(call)) is not None:
        call = earlier.call
        found.append(call)
    return found


def _hashed(on: Occasion, account: str | None) -> str | None:
    return on.books.keys.lookup("account", account) if account is not None else None

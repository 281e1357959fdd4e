"""Rows about people and promises: deferrals, cases, callers proving themselves, callers waiting for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ivr.domain.records import Channel, Question
from ivr.values import Money

DeferralStatus = Literal["granted", "referred", "refused"]
Hardship = Literal["income", "illness", "moving", "other"]
CaseKind = Literal["dispute", "hardship", "complaint", "other", "callback", "deferral", "payment"]
Purpose = Literal["verify", "confirm"]
Answer = Literal["none", "right", "wrong"]
ChallengeState = Literal["open", "used", "void"]

DEFERRAL_STATUSES: tuple[DeferralStatus, ...] = ("granted", "referred", "refused")
HARDSHIPS: tuple[Hardship, ...] = ("income", "illness", "moving", "other")


@dataclass(frozen=True)
class Deferral:
    """More time asked for: what was due on `old_date` falls due on `new_date`. `case` is the number of the case that
    a person decides, when it was referred."""

    id: str
    account: str
    call: str
    reference: str
    status: DeferralStatus
    days: int
    why: Hardship
    old_date: date
    new_date: date
    amount: Money
    cost: Money
    asked: datetime
    case: str | None = None


@dataclass(frozen=True)
class Case:
    """Something a person is to look at. A callback has a telephone number, and may have no account."""

    id: str
    number: str
    kind: CaseKind
    status: Literal["open", "closed"]
    opened: datetime
    call: str
    account: str | None = None
    phone: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Claim:
    """Whose account this caller says they hold. One a call; a new one replaces it.

    subject   the keyed hash of the number given, for counting: what the caller keyed in is not kept.
    account   None when there is no such account, or it may not be verified: everything goes on just the same.
    """

    call: str
    subject: str
    account: str | None
    question: Question
    answer: Answer
    made: datetime


@dataclass(frozen=True)
class Challenge:
    """A one-time code that was sent (or, with `account` None, that was not: a decoy).

    The code is not here: it is derived from `id` and `nonce` with the server's key when it is sent and checked.
    binding   for a confirmation, the keyed hash of the action and values it is for; else "".
    """

    id: str
    call: str
    purpose: Purpose
    subject: str
    account: str | None
    channel: Channel
    nonce: str
    binding: str
    made: datetime
    expires: datetime
    tries: int
    state: ChallengeState


@dataclass(frozen=True)
class Handoff:
    """A caller waiting for a person, and what that person hears first. `who` and `last_four` are known only of a
    caller who proved themselves; `left` and `result` are set when the waiting is over."""

    call: str
    queue: str
    entered: datetime
    language: str
    level: str
    who: str
    last_four: str
    wanted: str
    done: str
    phone: str | None = None
    left: datetime | None = None
    result: str | None = None


@dataclass(frozen=True)
class CutOff:
    """A call that was cut off, as its caller may go on in another.

    caller    the keyed hash of the number it came from: a hint, never a proof.
    at, kept  the place, as the engine writes it. level: how sure we were of the caller.
    account   the keyed hash of the account they had proven; None when none was.
    taken_by  the call that went on there, or whose caller said no; nobody is asked again then.
    """

    call: str
    caller: str
    at: str
    kept: str
    level: str
    account: str | None
    made: datetime
    until: datetime
    taken_by: str | None = None

"""What an action is to the runtime: its contract, and the function behind it.

An action inside our database runs in the turn's transaction, in a savepoint. One that leaves it (`Outside`) is
prepared in the turn's transaction (its effect row commits with the turn), performed by an executor outside any
transaction, and booked, with its result, in a transaction of its own: see `ivr/runtime/effects.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.domain.policy import Policy
from ivr.domain.ports import Books
from ivr.engine.grants import Confirmation, Grant
from ivr.flow.contracts import Contract, Level
from ivr.flow.types import Value
from ivr.values import Secret

Inputs = Mapping[str, Value | Secret]
"""By the contract's names, already of the contract's types; only inputs marked secret hold a Secret."""


@dataclass(frozen=True)
class Context:
    """What surrounds one doing of an action.

    line      the line's id; every stored row carries it.
    call      the call's SID. caller: the caller's number in E.164, None when withheld: a hint, never a proof.
    now       the moment of the event, with a zone. zone: the line's time zone, for dates.
    level     how sure we are; account: whose holder the caller has proven to be (None below identified).
    key       this doing's own name (call, frame, step, visit): the same when the same doing is repeated.
    draw      a random number for this turn, 32 hex digits; the only source of randomness.
    books     the business's data, in the turn's transaction.
    shut      kinds of effects whose services fail of late, so that they are not even tried just now.
    """

    line: str
    call: str
    caller: str | None
    language: str
    now: datetime
    zone: ZoneInfo
    country: str
    currency: str
    level: Level
    account: str | None
    key: str
    draw: str
    books: Books
    policy: Policy
    shut: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ended:
    """How an action ended: one of its contract's outcomes, its result where that outcome gives one, and what the
    caller has thereby proven."""

    outcome: str
    result: Value | None = None
    grant: Grant | None = None
    confirmation: Confirmation | None = None
    note: str | None = None
    """A few words for the agent of what was done, such as `paid 120.00 USD`."""


@dataclass(frozen=True)
class Inside:
    """An action within our database. `reads`: it writes nothing, and so needs no transaction."""

    contract: Contract
    run: Callable[[Context, Inputs], Ended]
    reads: bool = False


@dataclass(frozen=True)
class Prepared:
    """An effect to perform: `kind` chooses the performer ("charge"), `payload` is JSON and holds no secret but a
    card's ref (`card`), which the runtime seals beside it."""

    kind: str
    payload: Mapping[str, str | int | None]
    card: str | None = None


@dataclass(frozen=True)
class Performed:
    """What came of an effect outside. status: succeeded | declined | unknown | failed | overdue (unknown for longer
    than was promised: a person is to look) | contested (`detail` says how: disputed, amount); the rest as the
    service told."""

    status: str
    reference: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Outside:
    """An action that leaves our database: `prepare` may also end it at once (already in progress)."""

    contract: Contract
    prepare: Callable[[Context, Inputs], Prepared | Ended]
    book: Callable[[Booking, Performed], Ended]


@dataclass(frozen=True)
class Booking:
    """What surrounds the booking of an effect's result; `payload` is what was prepared."""

    line: str
    call: str
    language: str
    now: datetime
    zone: ZoneInfo
    currency: str
    key: str
    books: Books
    policy: Policy
    payload: Mapping[str, str | int | None] = field(default_factory=dict)


Action = Inside | Outside

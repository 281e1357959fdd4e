"""Charging cards: the ports (charging; the processor's record), and the stand-in that answers as a processor would."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from ivr.errors import GatewayUnknown
from ivr.gateways.shelf import Document, Shelf
from ivr.values import Money, Secret

Status = Literal["succeeded", "declined"]

KEY_LIFE_MS = 12 * 3600 * 1000
"""A key older than this is looked up, never sent again: Stripe forgets keys after 24 hours
(https://docs.stripe.com/api/idempotent_requests)."""


@dataclass(frozen=True)
class Order:
    """What is to be charged, once.

    key        ours: the same key is the same charge, whoever sends it and however often.
    metadata   what leads from the processor's record back to us: key, call, line, reference.
    made       when it was decided, in milliseconds since 1970.
    """

    key: str
    amount: Money
    metadata: Mapping[str, str]
    made: int


@dataclass(frozen=True)
class Charged:
    """What the processor says of a charge. `reference` is its own id, `detail` its reason for a decline."""

    status: Status
    reference: str
    detail: str = ""


class PaymentGateway(Protocol):
    """A card processor. Whatever is not known to be so is GatewayUnknown: a wrong "nothing happened" loses money or
    charges twice."""

    def charge(self, order: Order, token: Secret) -> Charged:
        """Charge once per `order.key`: the same order again gives the same answer. Raises GatewayUnavailable and
        GatewayRefused (nothing was charged), GatewayUnknown (it may have been)."""
        ...

    def find(self, order: Order) -> Charged | None:
        """What became of the order; None when the processor has charged nothing for it so far. That it is still on its
        way there is not excluded: only `withdraw` does. Raises GatewayUnavailable and GatewayUnknown."""
        ...

    def withdraw(self, order: Order) -> Charged | None:
        """See to it that nothing is charged for the order from now on, not even by a request that is still on its way.
        Gives what had become of it before; None: nothing was charged, and nothing will be. Raises as `find`."""
        ...


RecordStatus = Literal["succeeded", "declined", "pending", "canceled"]


@dataclass(frozen=True)
class Recorded:
    """One charge as the processor's record has it, for `ivr reconcile`. No card data, no token.

    key         the key that `charge` was given; "" when the item bears none (made by hand at the processor).
    reference   the processor's own id of it, unique in its record.
    amount      what was asked for, in the currency it was asked in, whatever became of it.
    status      succeeded: money was taken (and stays so when it was given back since); declined: refused, and nothing
                more will come of it; pending: may still be taken; canceled: given up, nothing was taken.
    at          when it was taken, refused or given up by the processor's clock; while pending, when it was made. Aware.
    refunded    how much of it was given back since (refunds, lost disputes); None and zero say the same.
    refunds     the processor's id and the amount of each refund, as far as its record lists them.
    disputed    the card's holder contests it, and that is not decided or was lost.
    call, line  from the metadata that `charge` was given; "" when it has none.
    """

    key: str
    reference: str
    amount: Money
    status: RecordStatus
    at: datetime
    refunded: Money | None = None
    disputed: bool = False
    refunds: tuple[tuple[str, Money], ...] = ()
    call: str = ""
    line: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a moment without a zone is of no use in a record")


class PaymentRecord(Protocol):
    """The processor's own record, which the books are compared with."""

    def records(self, since: datetime, until: datetime) -> Iterable[Recorded]:
        """Items made from `since` up to, not including, `until` (both aware), each once, in any order. All the account
        has, of every line and of none. Lazily, page by page: there may be hundreds of thousands.

        Raises GatewayError, at the call or while iterating, when it cannot be read to the end: never a part as if it
        were the whole.
        """
        ...


class StandInPayments:
    """A processor on this machine, for demonstrations and tests. What it answers is in the token's name, which the
    test telephone makes from well-known test cards (docs/transcripts.md):

    `tok_ok_` and any other: succeeds · `tok_declined_`, `tok_insufficient_`: declined · `tok_unknown_`: charges, then
    loses the answer, so that the caller can be told only that we are checking.
    """

    def __init__(self, shelf: Shelf, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._shelf, self._clock = shelf, clock

    def charge(self, order: Order, token: Secret) -> Charged:
        made = token.reveal()
        answer = {"status": "succeeded", "detail": ""}
        if made.startswith("tok_declined"):
            answer = {"status": "declined", "detail": "card_declined"}
        elif made.startswith("tok_insufficient"):
            answer = {"status": "declined", "detail": "insufficient_funds"}
        document = self._put(order, answer)
        if made.startswith("tok_unknown"):
            raise GatewayUnknown("the processor's answer was lost")
        return self._charged(document)

    def find(self, order: Order) -> Charged | None:
        document = self._shelf.get("charge", order.key)
        return self._charged(document) if document is not None else None

    def withdraw(self, order: Order) -> Charged | None:
        document = self._put(order, {"status": "canceled", "detail": "withdrawn"})
        return self._charged(document) if document["status"] != "canceled" else None

    def _put(self, order: Order, answer: Mapping[str, str]) -> Mapping[str, object]:
        """What is on record for this order: `answer`, unless there was something before."""
        return self._shelf.put(
            "charge",
            order.key,
            {
                **answer,
                "reference": "ch_" + hashlib.sha256(order.key.encode()).hexdigest()[:24],
                "amount": str(order.amount.amount),
                "currency": order.amount.currency,
                "metadata": dict(order.metadata),
                "at": self._clock().astimezone(UTC).isoformat(),
            },
        )

    def records(self, since: datetime, until: datetime) -> Iterator[Recorded]:
        for key, document in self._shelf.all("charge"):
            item = _recorded(key, document)
            if item is not None and since <= item.at < until:
                yield item

    @staticmethod
    def _charged(document: Mapping[str, object]) -> Charged:
        status: Status = "succeeded" if document["status"] == "succeeded" else "declined"
        return Charged(status, str(document["reference"]), str(document["detail"]))


_STATUS: Mapping[str, RecordStatus] = {"succeeded": "succeeded", "canceled": "canceled"}


def _recorded(key: str, document: Document) -> Recorded | None:
    """None for a charge that was put on the shelf before it was dated."""
    at, metadata = document.get("at"), document.get("metadata")
    if not isinstance(at, str) or not isinstance(metadata, Mapping):
        return None
    return Recorded(
        key=key,
        reference=str(document["reference"]),
        amount=Money.of(str(document["amount"]), str(document["currency"])),
        status=_STATUS.get(str(document["status"]), "declined"),
        at=datetime.fromisoformat(at),
        call=str(metadata.get("call", "")),
        line=str(metadata.get("line", "")),
    )

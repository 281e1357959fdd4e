"""The card processor of a run, with a record of its own that outlives every process of ours; and what can happen on
the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ivr.chaos.names import short
from ivr.chaos.scheduler import Owner
from ivr.chaos.story import BEGINS
from ivr.chaos.world import World
from ivr.errors import GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.payments import Charged, Order, Recorded, RecordStatus
from ivr.values import Money, Secret

HANGS = (8.0, 25.0)
"""Seconds until a gateway's client gives up on an answer. An effect's lease is longer."""


@dataclass(frozen=True)
class Charge:
    """One charge in the processor's record. `card` is what kind of card it was, as the token tells."""

    key: str
    call: str
    line: str
    amount: Money
    card: str
    status: RecordStatus
    reference: str
    at: float


@dataclass
class Processor:
    """What the processor knows: charges by key, in their order. `doubtful` are keys whose sender was left without an
    answer."""

    world: World
    charges: dict[str, Charge] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)

    @property
    def succeeded(self) -> list[Charge]:
        return [charge for charge in self.charges.values() if charge.status == "succeeded"]

    def take(self, order: Order, card: str) -> Charge:
        """Charge once per key, and give the same answer to the same key. Raises GatewayRefused for a key that was
        used for something else, as Stripe does, and for one that was withdrawn."""
        there = self.charges.get(order.key)
        if there is None:
            refused = card.startswith(("tok_declined", "tok_insufficient"))
            return self._keep(order, card, "declined" if refused else "succeeded")
        if there.amount != order.amount or there.status == "canceled":
            raise GatewayRefused("the key was used for something else")
        return there

    def withdraw(self, order: Order) -> Charge:
        """What is there under the key, which from now on never changes any more."""
        return self.charges.get(order.key) or self._keep(order, "", "canceled")

    def records(self, since: datetime, until: datetime) -> Iterator[Recorded]:
        """`ivr.gateways.payments.PaymentRecord`."""
        for charge in self.charges.values():
            at = BEGINS + timedelta(seconds=charge.at)
            if since <= at < until:
                key, reference = charge.key, charge.reference
                yield Recorded(key, reference, charge.amount, charge.status, at, call=charge.call, line=charge.line)

    def _keep(self, order: Order, card: str, status: RecordStatus) -> Charge:
        call, line = order.metadata.get("call", ""), order.metadata.get("line", "")
        reference = f"ch_{len(self.charges) + 1:04d}"
        kind = card.rsplit("_", 1)[0]
        made = Charge(order.key, call, line, order.amount, kind, status, reference, self.world.scheduler.now)
        self.charges[order.key] = made
        self.world.story.count(f"charges {status}")
        self.world.story.tell("processor", f"{reference}: {order.amount} {status}, key {order.key}", short(call))
        return made


class ToProcessor:
    """One process's way to the processor (`ivr.gateways.payments.PaymentGateway`)."""

    def __init__(self, processor: Processor, owner: Owner) -> None:
        self._processor, self._owner, self._world = processor, owner, processor.world

    def charge(self, order: Order, token: Secret) -> Charged:
        world, card = self._world, token.reveal()
        self._arrive("charged")
        self._processor.doubtful.add(order.key)
        if world.weather.strikes("pay_hangs"):
            self._hang(order, card)
        made = self._processor.take(order, card)
        world.scheduler.sleep(self._seconds())
        world.point(self._owner, "kill_gateway", f"when {made.reference} was made")
        if world.weather.strikes("pay_lost") or card.startswith("tok_unknown"):
            world.story.fault("pay_lost", "processor", f"the answer about {made.reference} is lost", short(made.call))
            raise GatewayUnknown("the processor's answer was lost")
        self._processor.doubtful.discard(order.key)
        return _charged(made)

    def find(self, order: Order) -> Charged | None:
        self._arrive("asked")
        made = self._processor.charges.get(order.key)
        self._world.scheduler.sleep(self._seconds())
        self._world.story.tell("processor", f"asked about {order.key}: {made.status if made else 'nothing'}")
        return _charged(made) if made is not None and made.status != "canceled" else None

    def withdraw(self, order: Order) -> Charged | None:
        self._arrive("told to withdraw")
        made = self._processor.withdraw(order)
        self._world.scheduler.sleep(self._seconds())
        return _charged(made) if made.status != "canceled" else None

    def _arrive(self, what: str) -> None:
        self._world.point(self._owner, "kill_gateway", f"before the processor is {what}")
        self._world.scheduler.sleep(self._seconds())
        if self._world.weather.strikes("pay_away"):
            self._world.story.fault("pay_away", "processor", f"is not reached, to be {what}")
            raise GatewayUnavailable("no route to the processor")

    def _seconds(self) -> float:
        stream = self._world.weather.stream("processor")
        slow = self._world.weather.strikes("pay_slow")
        return stream.uniform(1.0, 6.0) if slow else stream.uniform(0.05, 0.4)

    def _hang(self, order: Order, card: str) -> None:
        """No answer in time; the charge may have been made, may be made a little later, or never."""
        world = self._world
        stream = world.weather.stream("processor")
        seconds, lands = stream.uniform(*HANGS), stream.choice((0.1, 0.5, 2.0, None))
        call = short(order.metadata.get("call", ""))
        world.story.fault("pay_hangs", "processor", f"no answer for {seconds:.0f} s", call)
        if lands is not None:
            world.scheduler.at(seconds * lands, lambda: self._land(order, card))
        world.scheduler.sleep(seconds)
        raise GatewayUnknown("the processor did not answer in time")

    def _land(self, order: Order, card: str) -> None:
        try:
            self._processor.take(order, card)
        except GatewayRefused as refused:
            self._world.story.tell("processor", f"refuses {order.key}: {refused}")


def _charged(made: Charge) -> Charged:
    if made.status == "succeeded":
        return Charged("succeeded", made.reference)
    return Charged("declined", made.reference, "card_declined")

"""The doors before this process's outside services, by the kind of effect they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ivr.gateways.codes import CodeGateway
from ivr.gateways.door import Door
from ivr.gateways.guarded import GuardedCodes, GuardedLookup, GuardedMessages, GuardedPayments
from ivr.gateways.messages import MessageGateway, StandInMessages
from ivr.gateways.numbers import NoLookup, NumberLookup
from ivr.gateways.payments import PaymentGateway, StandInPayments

NAMES: Mapping[str, str] = {
    "charge": "the payment processor",
    "text": "the sender of texts",
    "email": "the mail server",
    "code": "the carrier of codes",
    "lookup": "the look-up of numbers",
}


class Doors:
    """One for each kind that has a service outside: a stand-in on this machine needs none. `clock` gives seconds that
    never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._doors: dict[str, Door] = {}

    def payments(self, gateway: PaymentGateway) -> PaymentGateway:
        """The processor, behind a door."""
        if type(gateway) is StandInPayments:
            return gateway
        return GuardedPayments(gateway, self._door("charge"))

    def messages(self, kind: str, gateway: MessageGateway) -> MessageGateway:
        """The sender of this kind of messages, behind a door."""
        if type(gateway) is StandInMessages:
            return gateway
        return GuardedMessages(gateway, self._door(kind))

    def codes(self, gateway: CodeGateway) -> CodeGateway:
        """Who carries codes, behind a door: while it is shut they go as texts of ours at once."""
        return GuardedCodes(gateway, self._door("code"))

    def numbers(self, gateway: NumberLookup) -> NumberLookup:
        """Who knows of numbers, behind a door."""
        return gateway if isinstance(gateway, NoLookup) else GuardedLookup(gateway, self._door("lookup"))

    def shut(self) -> frozenset[str]:
        """The kinds of effects that are not even tried just now."""
        return frozenset(kind for kind, door in self._doors.items() if door.shut)

    @property
    def states(self) -> Mapping[str, str]:
        """How each door stands (`ivr.gateways.door`), by kind."""
        return {kind: door.state for kind, door in self._doors.items()}

    def _door(self, kind: str) -> Door:
        return self._doors.setdefault(kind, Door(NAMES[kind], self._clock))

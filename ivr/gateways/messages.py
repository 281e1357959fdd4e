"""Sending texts and e-mails: the port, and the stand-in. The real senders are in `texts` and `mail`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ivr.gateways.shelf import Shelf
from ivr.values import Secret


@dataclass(frozen=True)
class Outgoing:
    """A message ready to go. `to` is E.164 for a text, an address for an e-mail. `body` may hold a code: it is shown
    nowhere, which is why it is a Secret."""

    key: str
    to: str
    subject: str
    body: Secret


class MessageGateway(Protocol):
    def send(self, message: Outgoing) -> str:
        """Hand it over; gives the service's id. Raises GatewayRefused, GatewayUnavailable, GatewayUnknown."""
        ...

    def find(self, message: Outgoing, since: datetime) -> str | None:
        """The service's id of this very message, if it was taken at `since` or later; None where it was not, or where
        that cannot be known. Asked before a message is sent again. Raises GatewayUnavailable."""
        ...


class StandInMessages:
    """Keeps messages on the shelf: the simulated mobile of demonstrations and tests."""

    def __init__(self, shelf: Shelf, channel: str) -> None:
        self._shelf = shelf
        self._channel = channel

    def send(self, message: Outgoing) -> str:
        document = {"to": message.to, "channel": self._channel, "body": message.body.reveal()}
        self._shelf.put("message", message.key, document)
        return message.key

    def find(self, message: Outgoing, since: datetime) -> str | None:  # noqa: ARG002 - it keeps by key
        return message.key if self._shelf.get("message", message.key) is not None else None

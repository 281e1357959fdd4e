"""Sending texts and e-mails: the port, the stand-in, and the real senders."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from ivr.errors import GatewayRefused, GatewayUnavailable, GatewayUnknown
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


class StandInMessages:
    """Keeps messages on the shelf: the simulated mobile of demonstrations and tests."""

    def __init__(self, shelf: Shelf, channel: str) -> None:
        self._shelf = shelf
        self._channel = channel

    def send(self, message: Outgoing) -> str:
        document = {"to": message.to, "channel": self._channel, "body": message.body.reveal()}
        self._shelf.put("message", message.key, document)
        return message.key


class TwilioTexts:
    """Texts through Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource)."""

    def __init__(self, client: Client, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, message: Outgoing) -> str:
        try:
            sent = self._client.messages.create(to=message.to, from_=self._sender, body=message.body.reveal())
        except TwilioRestException as error:
            if error.status >= 500:
                raise GatewayUnknown(f"Twilio answered {error.status}") from None
            raise GatewayRefused(f"Twilio refused the text: code {error.code}") from None
        except OSError as error:
            raise GatewayUnknown(f"Twilio was not reached or did not answer: {type(error).__name__}") from None
        return str(sent.sid)


class SmtpMail:
    """E-mail through an SMTP server with STARTTLS (RFC 3207)."""

    def __init__(self, host: str, port: int, sender: str, user: str | None, password: Secret | None) -> None:
        self._host, self._port, self._sender = host, port, sender
        self._user, self._password = user, password

    def send(self, message: Outgoing) -> str:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, message.to, message.subject
        mail["Message-ID"] = f"<{message.key}@ivr>"
        mail.set_content(message.body.reveal())
        try:
            with smtplib.SMTP(self._host, self._port, timeout=10) as server:
                server.starttls()
                if self._user is not None and self._password is not None:
                    server.login(self._user, self._password.reveal())
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused:
            raise GatewayRefused("the mail server refused the address") from None
        except (smtplib.SMTPException, OSError) as error:
            raise GatewayUnavailable(f"the mail server failed: {type(error).__name__}") from None
        return message.key

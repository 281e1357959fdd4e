"""E-mail through an SMTP server with STARTTLS (RFC 3207).

SMTP cannot be asked what became of a message. Its Message-ID is made from our key, so one that is sent again is the
same message to servers and mail programs that weed out doubles (RFC 5322, 3.6.4: a Message-ID names one version of one
message).
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage

from ivr.errors import GatewayRefused, GatewayUnavailable, GatewayUnknown
from ivr.gateways.messages import Outgoing
from ivr.values import Secret

TIMEOUT_SECONDS = 8.0
NO_SUCH_ADDRESS = frozenset({550, 551, 552, 553, 554})
"""Replies that are a final no to this message (RFC 5321, 4.2.3)."""


class SmtpMail:
    """`tls`: whom to trust; None for whom this machine trusts (the library's own default would trust anybody)."""

    def __init__(
        self,
        host: str,
        port: int,
        sender: str,
        user: str | None,
        password: Secret | None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._host, self._port, self._sender = host, port, sender
        self._user, self._password = user, password
        self._tls = tls or ssl.create_default_context()

    def send(self, message: Outgoing) -> str:
        mail = self._written(message)
        handed_over = False
        try:
            with smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS) as server:
                server.starttls(context=self._tls)
                if self._user is not None and self._password is not None:
                    server.login(self._user, self._password.reveal())
                handed_over = True
                server.send_message(mail)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            raise _answered(error) from None
        except (smtplib.SMTPException, OSError) as error:
            text = f"an e-mail: the server failed ({type(error).__name__})"
            raise (GatewayUnknown(text) if handed_over else GatewayUnavailable(text)) from None
        return str(mail["Message-ID"])

    def find(self, message: Outgoing, since: datetime) -> str | None:  # noqa: ARG002 - SMTP cannot be asked
        return None

    def _written(self, message: Outgoing) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, message.to, message.subject
        mail["Message-ID"] = message_id(message.key, self._sender)
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
        mail.set_content(message.body.reveal())
        return mail


def message_id(key: str, sender: str) -> str:
    """The Message-ID of the message under `key`: the same however often it is sent, and tells nothing of the key."""
    host = sender.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _answered(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Exception:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = {code for code, _ in error.recipients.values()}
    else:
        codes = {error.smtp_code}
    code = max(codes, default=0)
    told = f"an e-mail: the server answered {code}"
    return GatewayRefused(told, code) if codes & NO_SUCH_ADDRESS else GatewayUnavailable(told, code)

"""Codes by way of Twilio Verify (https://www.twilio.com/docs/verify/api/verification), which sends them from its own
numbers, in its own words, and watches for fraud.

The codes are ours (`CustomCode`) and are checked here, so nothing but the sending leaves the house: a check takes no
call to anybody, and tells nobody apart by how long it takes (docs/decisions/0046). The service needs "Enable Custom
Verification Code" in the console. Twilio asks to be told which codes were used
(https://www.twilio.com/docs/verify/api/customization-options): `approve`.
"""

from __future__ import annotations

from typing import Protocol

from twilio.rest import Client

from ivr.gateways.twilio_rest import failure
from ivr.values import Secret

REFUSED = frozenset({21211, 60200, 60203, 60205, 60238, 60410, 60605})
"""Codes that say that none may be sent to this number now, by any way (https://www.twilio.com/docs/api/errors): it is
none or a landline (21211, 60200, 60205), had too many (60203), or is blocked for fraud (60238, 60410, 60605)."""

_WHOLE_TAGS = frozenset({"en-GB", "pt-BR", "zh-CN", "zh-HK"})
"""Of Verify's locales these have a region, all others are languages alone
(https://www.twilio.com/docs/verify/supported-languages)."""


class CodeGateway(Protocol):
    def send(self, to: str, code: Secret, language: str) -> str:
        """Text this code; gives the service's name of the verification. Raises GatewayRefused (no code may go there),
        GatewayUnavailable (it was not sent), GatewayUnknown."""
        ...

    def approve(self, verification: str) -> None:
        """Tell that the code was used. May be told again. Raises GatewayError."""
        ...


class VerifyCodes:
    """`service` is the SID of the Verify service (VA...)."""

    def __init__(self, client: Client, service: str) -> None:
        self._service = client.verify.v2.services(service)

    def send(self, to: str, code: Secret, language: str) -> str:
        try:
            started = self._service.verifications.create(
                to=to, channel="sms", custom_code=code.reveal(), locale=locale(language)
            )
            return str(started.sid)
        except Exception as error:
            raise failure(error, "a code", REFUSED) from None

    def approve(self, verification: str) -> None:
        try:
            self._service.verifications(verification).update(status="approved")
        except Exception as error:
            raise failure(error, "telling of a used code", frozenset({20404})) from None


def locale(tag: str) -> str:
    """A language tag as Verify names it: `es-US` is `es`."""
    return tag if tag in _WHOLE_TAGS else tag.partition("-")[0]

"""What kind of line a telephone number is on: Twilio Lookup
(https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from twilio.rest import Client

from ivr.domain.records import LineKind
from ivr.gateways.twilio_rest import failure

_KINDS: Mapping[str, LineKind] = {
    "mobile": "mobile",
    "landline": "landline",
    "fixedVoip": "fixed_voip",
    "nonFixedVoip": "non_fixed_voip",
    "personal": "personal",
    "tollFree": "toll_free",
    "premium": "premium",
    "sharedCost": "shared_cost",
    "uan": "uan",
    "voicemail": "voicemail",
    "pager": "pager",
}
"""Twilio's words and ours."""


class NumberLookup(Protocol):
    def kind(self, number: str) -> LineKind:
        """What kind of line this number (E.164) is on; `unknown` where nobody knows. Raises GatewayError."""
        ...


class NoLookup:
    """Looks nothing up: every number is `unknown`."""

    def kind(self, number: str) -> LineKind:  # noqa: ARG002
        return "unknown"


class TwilioLookup:
    def __init__(self, client: Client) -> None:
        self._client = client

    def kind(self, number: str) -> LineKind:
        try:
            found = self._client.lookups.v2.phone_numbers(number).fetch(fields="line_type_intelligence")
            told = found.line_type_intelligence
        except Exception as error:
            raise failure(error, "a look-up", frozenset()) from None
        return _KINDS.get(str(told.get("type")), "unknown") if isinstance(told, Mapping) else "unknown"

"""Who calls whom: the fields every request of a call bears.

Field sets are those of real requests: a voice webhook captured in 2025, a Gather captured in 2020.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

import phonenumbers

ANONYMOUS = "+266696687"
"""A withheld number arrives as ANONYMOUS spelt on a keypad, which is a number in Lesotho."""


def new_sid(prefix: str) -> str:
    """A fresh Twilio identifier: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True)
class Parties:
    """One call's two ends. `caller` is a number in E.164, `withheld`, or a client: or sip: address."""

    caller: str
    called: str
    account: str
    sid: str = field(default_factory=lambda: new_sid("CA"))

    @property
    def sender(self) -> str:
        return ANONYMOUS if self.caller == "withheld" else self.caller

    def fields(self, status: str) -> dict[str, str]:
        """What every voice request bears; `status` is CallStatus (ringing, in-progress, completed, ...)."""
        fields = {
            "AccountSid": self.account,
            "ApiVersion": "2010-04-01",
            "CallSid": self.sid,
            "CallStatus": status,
            "Called": self.called,
            "Caller": self.sender,
            "Direction": "inbound",
            "From": self.sender,
            "To": self.called,
        }
        for names, number in (("Called", "To"), self.called), (("Caller", "From"), self.sender):
            if number.startswith("+"):
                for name in names:
                    fields |= {f"{name}{part}": value for part, value in _geography(number).items()}
        return fields

    def first_fields(self) -> dict[str, str]:
        """What only the first request of a call bears besides."""
        token = json.dumps({"parentCallInfoToken": "x", "identityHeaderTokens": []}, separators=(",", ":"))
        verstat = "No-TN-Validation" if self.sender == ANONYMOUS else "TN-Validation-Passed-A"
        return {"CallToken": quote(token, safe=""), "StirVerstat": verstat}


@cache
def _geography(number: str) -> Mapping[str, str]:
    """City, state and postcode are looked up by the carrier; empty, as they may be, they mislead nobody."""
    try:
        country = phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        country = ""
    return {"City": "", "Country": "US" if number.startswith("+1") and not country else country, "State": "", "Zip": ""}

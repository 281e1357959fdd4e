"""What one <Pay> has captured, what of it may be shown, and what the payment connector makes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from ivr.phone import cards
from ivr.phone.caller import new_sid


@dataclass
class Payment:
    """The card number and security code live in private fields and in nothing this returns."""

    began: datetime
    connector: str
    charge: Decimal
    card_types: tuple[str, ...]
    ask_code: bool
    ask_postcode: bool
    postcode: str
    shortest_postcode: int
    card_type: str | None = None
    sid: str = field(default_factory=lambda: new_sid("PK"))
    _number: str = field(default="", repr=False)
    _expiry: str = field(default="", repr=False)
    _code: str = field(default="", repr=False)

    def steps(self) -> list[str]:
        """What is asked for, in Twilio's order and names."""
        wanted = {"security-code": self.ask_code, "postal-code": self.ask_postcode}
        steps = ["payment-card-number", "expiration-date", "security-code", "postal-code"]
        return [step for step in steps if wanted.get(step, True)]

    def take(self, step: str, keyed: str, today: date) -> str | None:
        """Keep what was keyed for `step` if it is good; else the errorType, in <Prompt>'s names."""
        if step == "payment-card-number":
            return self._take_number(keyed)
        if step == "expiration-date":
            self._expiry = keyed if cards.expires_after(keyed, today) else ""
            return None if self._expiry else "invalid-date"
        if step == "security-code":
            good = len(keyed) == (4 if self.card_type == "amex" else 3)
            self._code = keyed if good else ""
            return None if good else "invalid-security-code"
        if len(keyed) < self.shortest_postcode:
            return "invalid-postal-code"
        self.postcode = keyed
        return None

    def _take_number(self, keyed: str) -> str | None:
        if not cards.well_formed(keyed):
            return "invalid-card-number"
        kind = cards.card_type(keyed) or ""
        if kind.replace("-", "") not in [name.replace("-", "") for name in self.card_types]:
            return "invalid-card-type"
        self._number, self.card_type = keyed, kind
        return None

    def resource(self) -> dict[str, str]:
        """The payment itself, as status callbacks begin."""
        fields = {
            "Sid": self.sid,
            "PaymentConnector": self.connector,
            "PaymentMethod": "credit-card",
            "DateCreated": self.began.isoformat(),
        }
        return {**fields, "ChargeAmount": str(self.charge)} if self.charge else fields

    def shown(self) -> dict[str, str]:
        """What was captured so far, masked."""
        fields: dict[str, str] = {}
        if self._number:
            fields |= {"PaymentCardNumber": cards.masked(self._number), "PaymentCardType": self.card_type or ""}
        if self._expiry:
            fields["ExpirationDate"] = self._expiry
        if self._code:
            fields["SecurityCode"] = "x" * len(self._code)
        if self.postcode:
            fields["PaymentCardPostalCode"] = self.postcode
        return fields

    def failed(self, result: str, error: str | None) -> dict[str, str]:
        """The action's fields when there is no token; also for a Result a transcript pretends."""
        if result == "success":
            return {**self._outcome("success"), "PaymentToken": cards.token(self._number)}
        fields = self._outcome(result)
        if result == "payment-connector-error":
            message = error or "The payment connector did not answer."
            fields |= {"ConnectorError": message, "PaymentError": message}
        return fields

    def processed(self) -> dict[str, str]:
        """The action's fields once everything is captured."""
        if self._number == cards.CONNECTOR_FAILS:
            return self.failed("payment-connector-error", None)
        token = cards.token(self._number)
        if not self.charge:
            return {**self._outcome("success"), "PaymentToken": token}
        if not token.startswith("tok_ok_"):
            return self.failed("payment-connector-error", "The card was declined.")
        code = "ch_" + hashlib.sha256((self.sid + token).encode()).hexdigest()[:32]
        return {**self._outcome("success"), "PaymentConfirmationCode": code}

    def _outcome(self, result: str) -> dict[str, str]:
        return {
            "Result": result,
            "Sid": self.sid,
            "ProfileId": "",
            "PaymentToken": "",
            "PaymentConfirmationCode": "",
            "PaymentMethod": "credit-card",
            "PaymentConnector": self.connector,
            "PayErrorCode": "",
            "PaymentError": "",
            **self.shown(),
        }

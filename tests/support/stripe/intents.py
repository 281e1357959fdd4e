"""PaymentIntents: https://docs.stripe.com/payments/paymentintents/lifecycle. Every function is called within a
transaction of the record."""

from __future__ import annotations

import secrets

from babel.numbers import is_currency

from tests.support.stripe import shapes
from tests.support.stripe.answers import Answer, invalid
from tests.support.stripe.cards import Card, card_of
from tests.support.stripe.form import Form, inner, text
from tests.support.stripe.record import Record
from tests.support.stripe.shapes import Document

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
LEAST = {"usd": 50, "eur": 50, "gbp": 30, "jpy": 50}
"""https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts"""


class Intents:
    """`events` gathers what webhooks are to tell once the transaction has committed."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.events: list[Document] = []

    def create(self, form: Form, key: str | None) -> Answer:
        _known(form, shapes.CREATE_FIELDS)
        amount, currency = text(form, "amount"), text(form, "currency")
        if not amount.isdecimal() or int(amount) < 1:
            raise invalid("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount")
        if not currency or currency != currency.lower() or not is_currency(currency.upper()):
            raise invalid(f"Invalid currency: {currency}", "", "currency")
        if int(amount) < LEAST.get(currency, 1):
            raise invalid("Amount is too small.", "amount_too_small", "amount")
        metadata = inner(form, "metadata")
        made = shapes.payment_intent(
            "pi_" + secrets.token_hex(12),
            int(amount),
            currency,
            metadata if isinstance(metadata, dict) else {},
            text(form, "description"),
            self._record.now(),
        )
        self._record.put("payment_intent", made)
        self._tell("payment_intent.created", made, key)
        if text(form, "confirm") == "true":
            return self._confirmed(made, form, key)
        return Answer(200, made)

    def confirm(self, ident: str, form: Form, key: str | None) -> Answer:
        _known(form, shapes.CONFIRM_FIELDS)
        return self._confirmed(self.find(ident), form, key)

    def cancel(self, ident: str, form: Form, key: str | None) -> Answer:
        _known(form, shapes.CANCEL_FIELDS)
        found = self.find(ident)
        if found["status"] not in OPEN:
            raise _unexpected(found, "cancel")
        reason = text(form, "cancellation_reason") or None
        found |= {"status": "canceled", "canceled_at": self._record.now(), "cancellation_reason": reason}
        self._record.put("payment_intent", found)
        self._tell("payment_intent.canceled", found, key)
        return Answer(200, found)

    def retrieve(self, ident: str, form: Form) -> Answer:
        return Answer(200, self._expanded(self.find(ident), form, ""))

    def list(self, form: Form) -> Answer:
        _known(form, shapes.LIST_FIELDS)
        limit = int(text(form, "limit") or 10)
        if not 1 <= limit <= 100:
            raise invalid("limit must be between 1 and 100", "", "limit")
        low = max(int(text(form, "created", "gte") or 0), int(text(form, "created", "gt") or -1) + 1)
        high = min(int(text(form, "created", "lte") or 2**40), int(text(form, "created", "lt") or 2**40 + 1) - 1)
        after = text(form, "starting_after") or None
        if after is not None:
            self.find(after)
        found = self._record.newest("payment_intent", after, low, high, limit + 1)
        data = [self._expanded(each, form, "data.") for each in found[:limit]]
        return Answer(200, shapes.listing("/v1/payment_intents", data, len(found) > limit))

    def find(self, ident: str) -> Document:
        found = self._record.get(ident)
        if found is None or found["object"] != "payment_intent":
            raise invalid(f"No such payment_intent: '{ident}'", "resource_missing", "intent", 404)
        return found

    def resolve(self, ident: str, succeeded: bool) -> Document:
        """What was `processing` comes to its end."""
        found = self.find(ident)
        if found["status"] != "processing":
            raise _unexpected(found, "resolve")
        self._ended(
            found, Card("succeeded") if succeeded else Card("declined", "card_declined", "generic_decline"), None
        )
        return found

    def contested(self, ident: str, kind: str, amount: int | None = None) -> str:
        """`refund`: it is given back (all that is left, without an `amount`); `dispute`: its holder contests it. Gives
        the refund's or dispute's id."""
        found = self.find(ident)
        charge = self._record.get(str(found["latest_charge"]))
        if charge is None:
            raise invalid("nothing was charged")
        if kind == "dispute":
            charge |= {"disputed": True}
            self._record.put("charge", charge)
            dispute = shapes.dispute("dp_" + secrets.token_hex(12), charge, self._record.now())
            self._record.put("dispute", dispute)
            self._tell("charge.dispute.created", dispute, None)
            return str(dispute["id"])
        left = int(str(charge["amount"])) - int(str(charge["amount_refunded"]))
        refund = shapes.refund("re_" + secrets.token_hex(12), charge, amount or left, self._record.now())
        if not 0 < int(str(refund["amount"])) <= left:
            raise invalid("Refund amount is greater than unrefunded amount on charge")
        self._record.put("refund", refund)
        self._refunded(charge, int(str(refund["amount"])))
        self._tell("refund.created", refund, None)
        self._tell("charge.refunded", charge, None)
        return str(refund["id"])

    def moved(self, ident: str, what: str) -> None:
        """`failed`: a refund comes back; `funds_withdrawn`, `funds_reinstated`: a dispute's money leaves, or does."""
        found = self._record.get(ident)
        if found is None:
            raise invalid(f"No such object: '{ident}'", "resource_missing", "id", 404)
        if found["object"] == "dispute":
            self._tell(f"charge.dispute.{what}", found, None)
            return
        found |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
        self._record.put("refund", found)
        charge = self._record.get(str(found["charge"]))
        if charge is not None:
            self._refunded(charge, -int(str(found["amount"])))
        self._tell("refund.updated", found, None)
        self._tell("refund.failed", found, None)

    def _refunded(self, charge: Document, amount: int) -> None:
        back = int(str(charge["amount_refunded"])) + amount
        charge |= {"amount_refunded": back, "refunded": back == charge["amount"]}
        self._record.put("charge", charge)

    def _confirmed(self, intent: Document, form: Form, key: str | None) -> Answer:
        if intent["status"] not in OPEN:
            raise _unexpected(intent, "confirm")
        token = text(form, "payment_method") or text(form, "payment_method_data", "card", "token")
        card = card_of(token)
        if card is None:
            raise invalid(f"No such token: '{token[:8]}...'", "resource_missing", "payment_method", 404)
        if card.once and not self._record.use(token, str(intent["id"])):
            raise invalid("You cannot use a Stripe token more than once.", "token_already_used", "payment_method")
        intent["payment_method"] = "pm_" + secrets.token_hex(12)
        if card.ends == "requires_action" and text(form, "error_on_requires_action") == "true":
            card = Card("declined", "authentication_required", "authentication_required")
        return self._ended(intent, card, key)

    def _ended(self, intent: Document, card: Card, key: str | None) -> Answer:
        intent |= {"status": card.ends, "last_payment_error": None, "next_action": None}
        if card.ends == "requires_action":
            intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": {}}
        elif card.ends == "processing":
            intent["processing"] = {"type": "card"}
            self._tell("payment_intent.processing", intent, key)
        else:
            return self._charged(intent, card, key)
        self._record.put("payment_intent", intent)
        return Answer(200, intent, lost=card.loses)

    def _charged(self, intent: Document, card: Card, key: str | None) -> Answer:
        ident, paid = "ch_" + secrets.token_hex(12), card.ends == "succeeded"
        status = "succeeded" if paid else "failed"
        charge = shapes.charge(ident, intent, status=status, code=card.code, created=self._record.now())
        self._record.put("charge", charge)
        intent |= {"latest_charge": ident, "processing": None}
        if paid:
            intent["amount_received"] = intent["amount"]
            answer = Answer(200, intent, lost=card.loses)
        else:
            told = shapes.card_error(card.code, card.decline_code, ident)
            intent |= {"status": "requires_payment_method", "payment_method": None, "last_payment_error": told}
            answer = Answer(402, {"error": {**told, "payment_intent": dict(intent)}})
        self._record.put("payment_intent", intent)
        self._tell(f"payment_intent.{'succeeded' if paid else 'payment_failed'}", intent, key)
        return answer

    def _expanded(self, intent: Document, form: Form, prefix: str) -> Document:
        wanted = inner(form, "expand")
        asked = {f"{prefix}latest_charge", f"{prefix}latest_charge.refunds"}
        if isinstance(wanted, list) and asked & set(map(str, wanted)) and intent["latest_charge"]:
            charge = self._record.get(str(intent["latest_charge"]))
            if charge is not None and f"{prefix}latest_charge.refunds" in wanted:
                refunds = self._record.newest("refund", None, 0, 2**40, 1000)
                mine = [each for each in refunds if each["charge"] == charge["id"]]
                listed = shapes.listing(f"/v1/charges/{charge['id']}/refunds", mine[:10], len(mine) > 10)
                charge = {**charge, "refunds": listed}
            return {**intent, "latest_charge": charge}
        return intent

    def _tell(self, kind: str, document: Document, key: str | None) -> None:
        made = shapes.event("evt_" + secrets.token_hex(12), kind, dict(document), key, self._record.now())
        self._record.put("event", made)
        self.events.append(made)


def _known(form: Form, fields: frozenset[str]) -> None:
    for name in form:
        if name not in fields:
            raise invalid(f"Received unknown parameter: {name}", "parameter_unknown", name)


def _unexpected(intent: Document, what: str) -> Exception:
    message = f"You cannot {what} this PaymentIntent because it has a status of {intent['status']}."
    return invalid(message, "payment_intent_unexpected_state", "", payment_intent=intent)

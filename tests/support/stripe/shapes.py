"""The objects as they are on the wire. Their fields are Stripe's (https://docs.stripe.com/api, and its OpenAPI
document, which `tests/gateways/test_stripe_shapes.py` holds them against where it is at hand)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import stripe

Document = dict[str, object]
VERSION = str(stripe.api_version)
"""The version that our client asks for; its types are made from that version's OpenAPI document."""

CREATE_FIELDS = frozenset(stripe.params.PaymentIntentCreateParams.__annotations__)
CONFIRM_FIELDS = frozenset(stripe.params.PaymentIntentConfirmParams.__annotations__)
CANCEL_FIELDS = frozenset(stripe.params.PaymentIntentCancelParams.__annotations__)
LIST_FIELDS = frozenset(stripe.params.PaymentIntentListParams.__annotations__)
"""What each request takes; anything else is refused, as Stripe does."""


def payment_intent(
    ident: str, amount: int, currency: str, metadata: Mapping[str, object], description: str, created: int
) -> Document:
    return {
        "id": ident,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"{ident}_secret_standin",
        "confirmation_method": "automatic",
        "created": created,
        "currency": currency,
        "customer": None,
        "description": description or None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": dict(metadata),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {"card": {"mandate_options": None, "network": None}},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }


def charge(ident: str, intent: Document, *, status: str, code: str, created: int) -> Document:
    paid = status == "succeeded"
    return {
        "id": ident,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "captured": paid,
        "created": created,
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_code": code or None,
        "failure_message": "Your card was declined." if code else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "refunded": False,
        "status": status,
    }


def dispute(ident: str, charge: Document, created: int) -> Document:
    return {
        "id": ident,
        "object": "dispute",
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {"due_by": None, "has_evidence": False, "past_due": False, "submission_count": 0},
        "is_charge_refundable": True,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": "general",
        "status": "needs_response",
    }


def refund(ident: str, charge: Document, amount: int, created: int) -> Document:
    return {
        "id": ident,
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def card_error(code: str, decline_code: str, charge_id: str) -> Document:
    return {
        "charge": charge_id,
        "code": code,
        "decline_code": decline_code,
        "doc_url": f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}",
        "message": "Your card was declined.",
        "type": "card_error",
    }


def error(kind: str, message: str, code: str = "", param: str = "", **more: object) -> Document:
    found: Document = {"type": kind, "message": message, **more}
    if code:
        found |= {"code": code, "doc_url": f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"}
    if param:
        found["param"] = param
    return {"error": found}


def event(ident: str, kind: str, document: Document, key: str | None, created: int) -> Document:
    return {
        "id": ident,
        "object": "event",
        "api_version": VERSION,
        "created": created,
        "data": {"object": document},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": key},
        "type": kind,
    }


def listing(url: str, data: Sequence[Document], more: bool) -> Document:
    return {"object": "list", "data": list(data), "has_more": more, "url": url}

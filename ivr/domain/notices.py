"""Telling a customer what was done, in a text (or an e-mail, for who has no mobile on file)."""

from __future__ import annotations

from collections.abc import Mapping

from ivr.domain.messages import Message, Said, SaidKind
from ivr.domain.occasion import Occasion
from ivr.domain.records import Account

_KINDS: Mapping[str, SaidKind] = {
    "reference": "reference",
    "case": "reference",
    "last_four": "digits",
    "card": "digits",
}
"""How values of these names are said; the others' types tell it."""


MESSAGES: Mapping[str, Mapping[str, SaidKind]] = {
    "text-code": {"code": "text", "minutes": "number"},
    "text-confirm-deferral-request": {
        "code": "text",
        "minutes": "number",
        "last_four": "digits",
        "amount": "money",
        "days": "number",
        "new_date": "date",
        "cost": "money",
    },
    "text-receipt": {
        "amount": "money",
        "reference": "reference",
        "last_four": "digits",
        "card": "digits",
        "fee": "money",
        "date": "date",
        "balance": "money",
    },
    "text-payment-unknown": {"amount": "money", "reference": "reference", "last_four": "digits", "card": "digits"},
    "text-declined": {"amount": "money", "reference": "reference", "last_four": "digits", "card": "digits"},
    "text-deferral": {
        "reference": "reference",
        "last_four": "digits",
        "amount": "money",
        "cost": "money",
        "new_date": "date",
    },
    "text-deferral-referred": {"reference": "reference", "last_four": "digits", "case": "reference", "days": "number"},
}
"""Every message the business sends: its prompt, and what that may say. Each line has all of them in each language."""


def tell(on: Occasion, account: Account, prompt: str, key: str, values: Mapping[str, Said]) -> None:
    """Puts a message to the account's holder into the outbox. Without a contact on file there is nobody to tell."""
    contacts = on.books.contacts.of(account.customer)
    if not contacts:
        return
    kinds = {name: kind for name, kind in _KINDS.items() if name in values}
    message = Message(key, contacts[0].channel, contacts[0].to, prompt, on.language, dict(values), kinds)
    on.books.outbox.put(message)

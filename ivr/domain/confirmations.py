"""Confirmations: a fresh code whose message names what it is for, good for that one thing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ivr.domain import codes, lines
from ivr.domain.codes import Address, Checked, Wording
from ivr.domain.counting import count
from ivr.domain.messages import Said, SaidKind
from ivr.domain.occasion import Occasion
from ivr.domain.records import Account
from ivr.domain.refusals import NoContact
from ivr.values import Secret


def prompt_of(action: str) -> str:
    """The prompt of the message: `deferral.request` has `text-confirm-deferral-request`."""
    return "text-confirm-" + action.replace(".", "-").replace("_", "-")


def send(on: Occasion, account: Account, action: str, texts: Mapping[str, str], said: Mapping[str, Said]) -> bool:
    """Sends a code for `action` with these values; False when the sends are used up. Raises NoContact.

    texts   the values as text: what the code is bound to.   said   the same, typed, for the message.
    It goes where the code went that verified the caller, and names the account by its last four digits.
    """
    books = on.books
    subject = books.keys.lookup("account", account.number)
    if count(on, "confirmation_sends", on.rules.limits.confirmation_sends, subject) < 0:
        return False
    contacts = lines.fit(on, books.contacts.of(account.customer))
    before = books.challenges.current(on.call, "verify")
    channel = before.channel if before is not None else None
    contact = next((contact for contact in contacts if contact.channel == channel), contacts[0] if contacts else None)
    if contact is None:
        raise NoContact("the account's holder has no contact on file")
    values: dict[str, Said] = {"last_four": account.last_four, **said}
    kinds: dict[str, SaidKind] = {"last_four": "digits"}
    address = Address(subject=subject, account=account.id, channel=contact.channel, to=contact.to)
    wording = Wording(prompt_of(action), values, kinds)
    codes.issue(on, "confirm", address, wording, _binding(on, account, action, texts))
    return True


def check(on: Occasion, account: Account, action: str, texts: Mapping[str, str], given: Secret) -> Checked:
    """Whether this is the code that was sent for this action, this account and these values."""
    subject = on.books.keys.lookup("account", account.number)
    return codes.check(on, "confirm", given, subject, _binding(on, account, action, texts))


def _binding(on: Occasion, account: Account, action: str, texts: Mapping[str, str]) -> str:
    return on.books.keys.lookup("confirmation", json.dumps([action, account.id, sorted(texts.items())]))

"""Who is calling: account number, one thing its holder knows, a code to a contact on file.

Until the last step everything must sound and take the same, whether the account exists, is locked, cannot be reached,
or the answer was wrong. So each step does the same look-ups and the same work for all, counts under the keyed hash of
the number given, and where there is nothing real to do it does it with a decoy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from ivr.domain import codes, knowledge, lines
from ivr.domain.codes import Address, Checked, Wording
from ivr.domain.counting import count
from ivr.domain.grants import Proven, proven
from ivr.domain.knowledge import NOBODY
from ivr.domain.occasion import Occasion
from ivr.domain.promises import Claim
from ivr.domain.records import Account, Channel, Question
from ivr.domain.refusals import NoClaim
from ivr.values import Secret

_DECOY_CHANNELS: tuple[Channel, ...] = ("text", "text", "text", "email")
"""About as often as real customers have no mobile on file."""


def claim(on: Occasion, number: str) -> Question | None:
    """Takes the account number and gives the question to ask; None when the claims are used up.

    The question depends on the number alone, so that calling again does not bring an easier one; of a number without
    an account it cannot be told that it was not chosen from answers on file.
    """
    books = on.books
    number = "".join(character for character in number if character.isalnum()).upper()
    subject = books.keys.lookup("account", number)
    if count(on, "claims", on.rules.limits.claims, subject) < 0:
        return None
    account = books.accounts.by_number(number)
    customer = account.customer if account is not None else NOBODY
    on_file = set(books.customers.knowledge(customer))
    if books.transactions.last_payment(account.id if account is not None else NOBODY) is None:
        on_file.discard("last_payment")
    contacts = books.contacts.of(customer)
    reachable = bool(contacts)
    ranked = books.keys.shuffled("question", subject, on.rules.questions)
    question = next((candidate for candidate in ranked if candidate in on_file), None)
    real = account is not None and not account.locked and reachable and question is not None
    lines.ask_about(on, contacts if real else ())
    books.challenges.void(on.call, "verify")
    books.challenges.void(on.call, "confirm")
    books.claims.put(
        Claim(
            call=on.call,
            subject=subject,
            account=account.id if account is not None and real else None,
            question=question or ranked[0],
            answer="none",
            made=on.now,
        )
    )
    return question or ranked[0]


def answer(on: Occasion, given: Secret) -> tuple[Literal["noted", "used_up"], Proven | None]:
    """Notes the answer to the question, right or wrong; when the answers are used up it is not even looked at.

    With it comes what the caller has thereby proven: nothing, unless policy.yaml grants `identified` for it. (It does
    not as shipped: a flow that could see this grant could tell a caller whether the answer was right.)
    """
    books = on.books
    claimed = _claimed(on)
    used_up = count(on, "answers", on.rules.limits.answers, claimed.subject) < 0
    account = _account(on, claimed)
    right = knowledge.matches(on, claimed.question, account, given) and not used_up
    books.claims.put(replace(claimed, answer="none" if used_up else "right" if right else "wrong"))
    if used_up:
        return "used_up", None
    if not right or account is None:
        return "noted", None
    return "noted", proven(on, account, ("account", "knowledge"))


def send_code(on: Occasion, wanted: Channel | str | None) -> Channel | None:
    """Sends a code by `wanted` ("text", "email", "other" than before; None: the first on file); gives the channel
    that is to be told, or None when the sends are used up. A decoy tells a channel as well."""
    books = on.books
    claimed = _claimed(on)
    left = count(on, "code_sends", on.rules.limits.code_sends, claimed.subject)
    account = _account(on, claimed)
    contacts = lines.fit(on, books.contacts.of(account.customer if account is not None else NOBODY))
    decoy = books.keys.shuffled("channel", claimed.subject, _DECOY_CHANNELS)[0]
    first: Channel = contacts[0].channel if contacts else decoy
    before = books.challenges.current(on.call, "verify")
    if left < 0:
        return None
    if wanted == "other":
        used = before.channel if before is not None else first
        channel: Channel = "email" if used == "text" else "text"
    else:
        channel = "text" if wanted == "text" else "email" if wanted == "email" else first
    contact = next((contact for contact in contacts if contact.channel == channel), None)
    real = account is not None and contact is not None and claimed.answer == "right"
    address = Address(
        subject=claimed.subject,
        account=account.id if account is not None and real else None,
        channel=channel,
        to=contact.to if contact is not None and real else None,
    )
    codes.issue(on, "verify", address, Wording("text-code"))
    return channel


def check_code(on: Occasion, given: Secret) -> tuple[Checked, Proven | None]:
    """Whether the code is right, and what the caller has then proven."""
    claimed = _claimed(on)
    checked = codes.check(on, "verify", given, claimed.subject)
    account = _account(on, claimed)
    if checked != "right":
        return checked, None
    got = None
    if account is not None and claimed.answer == "right":
        got = proven(on, account, ("account", "knowledge", "code"))
    return ("right", got) if got is not None else ("wrong", None)


def _claimed(on: Occasion) -> Claim:
    claimed = on.books.claims.get(on.call)
    if claimed is None:
        raise NoClaim("nobody has said whose account this is about")
    return claimed


def _account(on: Occasion, claimed: Claim) -> Account | None:
    """The account claimed, unless it was locked since; looked up also when there is none."""
    if claimed.account is None:
        on.books.accounts.by_number(NOBODY)
        return None
    account = on.books.accounts.get(claimed.account)
    return None if account.locked else account

"""One-time codes: making one (or seeming to), and checking what was given, for verification and confirmations alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

from ivr.domain.counting import count
from ivr.domain.messages import CodeRef, Message, Said, SaidKind
from ivr.domain.occasion import Occasion
from ivr.domain.promises import Challenge, Purpose
from ivr.domain.records import Channel
from ivr.domain.refusals import NotNow
from ivr.values import Secret

Checked = Literal["right", "wrong", "expired", "used_up"]


@dataclass(frozen=True)
class Address:
    """Where a code goes. `account` and `to` are None for a decoy: all goes as if, and no code is ever right."""

    subject: str
    account: str | None
    channel: Channel
    to: str | None


@dataclass(frozen=True)
class Wording:
    """The prompt of the message, and what it says beside the code and how long that is good."""

    prompt: str
    values: Mapping[str, Said] = field(default_factory=dict)
    kinds: Mapping[str, SaidKind] = field(default_factory=dict)


def issue(on: Occasion, purpose: Purpose, address: Address, wording: Wording, binding: str = "") -> None:
    """Sends a new code; those sent before in this call for this purpose are good no more. Raises NotNow, for a decoy as
    well, when what sends codes so is not even tried just now."""
    if address.channel in on.shut:
        raise NotNow(f"no {address.channel} is sent just now")
    books, minutes = on.books, on.rules.codes.minutes
    challenge = Challenge(
        id=books.keys.ident("challenge", on.key),
        call=on.call,
        purpose=purpose,
        subject=address.subject,
        account=address.account,
        channel=address.channel,
        nonce=on.draw,
        binding=binding,
        made=on.now,
        expires=on.now + timedelta(minutes=minutes),
        tries=0,
        state="open",
    )
    books.challenges.void(on.call, purpose)
    books.challenges.add(challenge)
    books.outbox.put(
        Message(
            key=f"{on.key}/code",
            channel=address.channel,
            to=address.to,
            prompt=wording.prompt,
            language=on.language,
            values={"minutes": minutes, **wording.values},
            kinds=wording.kinds,
            code=CodeRef(challenge.id, challenge.nonce, alone=not wording.values),
        )
    )


def check(on: Occasion, purpose: Purpose, given: Secret, subject: str, binding: str = "") -> Checked:
    """Counts the try, then checks it against the code last sent.

    Who does not know the code cannot tell a decoy from a code: `expired` is only said to the code itself, given too
    late or again; anything else is `wrong`; and the last try there is, when wrong, is `used_up` at once, for both.
    """
    limits = on.rules.limits
    if purpose == "verify":
        left = count(on, "code_tries", limits.code_tries, subject)
    else:
        left = count(on, "confirmation_tries", limits.confirmation_tries, subject)
    challenge = on.books.challenges.current(on.call, purpose)
    if left < 0:
        return "used_up"
    if challenge is None:
        return "wrong" if left else "used_up"
    left_here = on.rules.codes.tries - challenge.tries - 1
    challenge = replace(challenge, tries=challenge.tries + 1)
    on.books.challenges.update(challenge)
    if left_here < 0:
        return "used_up"
    # Decoys derive and compare a code as well: they take as long.
    same = given == on.books.keys.code(challenge.id, challenge.nonce)
    meant = challenge.account is not None and challenge.subject == subject and challenge.binding == binding
    if not (same and meant):
        return "wrong" if left and left_here else "used_up"
    if challenge.state == "used" or on.now >= challenge.expires:
        return "expired"
    on.books.challenges.update(replace(challenge, state="used"))
    return "right"

"""Which kinds of telephone line may receive a code, where policy.yaml says so (`codes: {lines: [mobile]}`).

Out-of-band codes are for a particular device: NIST SP 800-63B-4 (3.1.3) leaves out channels that prove none, such as
VoIP, and asks to weigh a number's risk before a code goes there. A landline often reads texts aloud to whoever answers.

Asked when an account is claimed, so that the answer is there when a code is to go, some questions later; nobody waits
for it. What is not known is allowed: a service that is away must not keep callers out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from ivr.domain.occasion import Occasion
from ivr.domain.records import Contact

KNOWN_FOR = timedelta(days=30)
"""Numbers are carried from one kind of line to another: an answer is good for so long."""
NO_NUMBER = ""


def ask_about(on: Occasion, contacts: Sequence[Contact]) -> None:
    """Have the first number of which nothing is known looked up; where there is none, seem to."""
    if not on.rules.codes.lines:
        return
    numbers = [contact.to for contact in contacts if contact.channel == "text"]
    known = on.books.line_types
    unknown = [number for number in numbers or [NO_NUMBER] if known.kind(number, on.now - KNOWN_FOR) is None]
    on.books.outbox.look_up(f"{on.key}/line", next((number for number in unknown if number), None))


def fit(on: Occasion, contacts: Sequence[Contact]) -> list[Contact]:
    """Those of the contacts that a code may go to, in their order."""
    allowed = on.rules.codes.lines
    if not allowed:
        return list(contacts)
    if not contacts:
        on.books.line_types.kind(NO_NUMBER, on.now - KNOWN_FOR)  # who has none takes as long
    return [contact for contact in contacts if contact.channel != "text" or _may(on, contact)]


def _may(on: Occasion, contact: Contact) -> bool:
    kind = on.books.line_types.kind(contact.to, on.now - KNOWN_FOR)
    return kind is None or kind == "unknown" or kind in on.rules.codes.lines

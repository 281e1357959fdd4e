"""Which kinds of telephone line may receive a code, where policy.yaml says so (`codes: {lines: [mobile]}`).

Out-of-band codes are for a particular device: NIST SP 800-63B-4 (3.1.3) leaves out channels that prove none, such as
VoIP, and asks to weigh a number's risk before a code goes there. A landline often reads texts aloud to whoever answers.

Asked when an account is claimed, so that the answer is there when a code is to go, some questions later; nobody waits
for it. What is not known is allowed: a service that is away must not keep callers out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ivr.domain.occasion import Occasion
from ivr.domain.records import Contact, LineKind

KNOWN_FOR = timedelta(days=30)
"""Numbers are carried from one kind of line to another: an answer is good for so long."""


def ask_about(on: Occasion, contacts: Sequence[Contact]) -> None:
    """Have the first number of which nothing is known looked up; where there is none, seem to."""
    if not on.rules.codes.lines:
        return
    numbers = [contact.to for contact in contacts if contact.channel == "text"]
    known = _known(on, numbers)
    on.books.outbox.look_up(f"{on.key}/line", next((number for number in numbers if number not in known), None))


def fit(on: Occasion, contacts: Sequence[Contact]) -> list[Contact]:
    """Those of the contacts that a code may go to, in their order."""
    allowed = on.rules.codes.lines
    if not allowed:
        return list(contacts)
    known = _known(on, [contact.to for contact in contacts if contact.channel == "text"])
    return [contact for contact in contacts if known.get(contact.to, "unknown") in (*allowed, "unknown")]


def _known(on: Occasion, numbers: Sequence[str]) -> Mapping[str, LineKind]:
    """Asked of the books whether or not there are numbers: a caller without an account takes as long."""
    return on.books.line_types.kinds(numbers, on.now - KNOWN_FOR)

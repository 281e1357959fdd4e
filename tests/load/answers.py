"""Every answer of a load, kept as digests: what was answered to which turn of which call."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

TURN = re.compile(r"/voice/turn/(\d+)/")
REDIRECT = re.compile(rb"\A<\?xml[^>]*><Response><Redirect[^>]*>([^<]+)</Redirect></Response>\s*\Z")
HANGUP = re.compile(rb"\A<\?xml[^>]*><Response><Hangup ?/></Response>\s*\Z")

Turn = tuple[str, int]


def digest(answer: bytes) -> bytes:
    return hashlib.blake2b(answer, digest_size=12).digest()


def turn_of(url: str) -> int:
    """The turn that a URL of the voice channel asks for."""
    found = TURN.search(url)
    return int(found.group(1)) if found else 0


def leads_to(answer: bytes) -> int | None:
    """The turn that a document redirects to, saying nothing; None for any other document."""
    found = REDIRECT.match(answer)
    return turn_of(found.group(1).decode()) if found else None


@dataclass
class Answers:
    """`documents`: by turn, each different answer and how often it came. `redirects`: of those that only redirect, to
    which turn. `hangups`: those that only hang up. `apologies`: those that say sorry. `wrong`: answers
    that no turn may have."""

    documents: dict[Turn, Counter[bytes]] = field(default_factory=dict)
    redirects: dict[bytes, int] = field(default_factory=dict)
    hangups: set[bytes] = field(default_factory=set)
    apologies: set[bytes] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def note(self, turn: Turn, status: int, body: bytes) -> None:
        if status != 200:
            self.wrong.append(f"{turn}: {status} {body[:80]!r}")
            return
        name = digest(body)
        self.documents.setdefault(turn, Counter())[name] += 1
        to = leads_to(body)
        if to is not None:
            self.redirects[name] = to
        elif HANGUP.match(body):
            self.hangups.add(name)
        elif b"We are sorry" in body:
            self.apologies.add(name)

"""phone, email, words: what is said as it is."""

from __future__ import annotations

import re

from ivr.engine.answers.digits import keyed_digits, said_digits
from ivr.engine.answers.kind import AnswerKind, unread
from ivr.engine.walk import Walk
from ivr.flow.types import EMAIL, PHONE, TEXT
from ivr.values import parse_number

LONGEST = 500
"""Letters of a free answer that are kept."""


def _phone(text: str, walk: Walk) -> str | None:
    digits = keyed_digits(text, walk) or said_digits(text, walk)
    plus = "+" if text.strip().startswith("+") else ""
    return parse_number(plus + digits, walk.settings.country) if digits else None


def _email(text: str, walk: Walk) -> str | None:
    """As recognised (`jane@example.com`), or with the line's words for the signs: `line-spoken-email`, `.hear-at`,
    `.hear-dot`, `.hear-dash`, `.hear-underscore`."""
    said = f" {text.strip().rstrip('.').casefold()} "
    for name, sign in (("at", "@"), ("dot", "."), ("dash", "-"), ("underscore", "_")):
        for word in walk.words("line-spoken-email", f"hear-{name}"):
            said = said.replace(f" {word.casefold()} ", f" {sign} ")
    address = "".join(said.split())
    return address if re.fullmatch(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", address) else None


def _words(text: str, _walk: Walk) -> str | None:
    return " ".join(text.split())[:LONGEST] or None


TELEPHONE = AnswerKind(PHONE, _phone, _phone)
ADDRESS = AnswerKind(EMAIL, unread, _email)
WORDS = AnswerKind(TEXT, unread, _words)

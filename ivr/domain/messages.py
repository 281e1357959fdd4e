"""Messages to customers, as the business puts them into the outbox: what to say, not its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from ivr.domain.records import Channel
from ivr.values import Money


@dataclass(frozen=True)
class CodeRef:
    """Which code a message carries: the code is derived when the message is sent (`Keys.code`), and never stored.
    In the prompt it is the variable `code`. `alone`: the message has nothing else to say, so that a service for codes
    may word it (Twilio Verify)."""

    challenge: str
    nonce: str
    alone: bool = False


Said = Money | date | datetime | int | str
SaidKind = Literal["money", "date", "time", "number", "text", "name", "digits", "reference", "phone", "email"]


@dataclass(frozen=True)
class Message:
    """A text or e-mail to be sent after the commit.

    key      its own name: the same message put twice is sent once.
    to       None for a decoy: nothing is sent, and everything else is as if it were.
    prompt   the id of the prompt that words it, such as `text-receipt`; an e-mail uses the same, and its `.subject`.
    values   what the prompt says, by variable; `kinds` tells how, where the Python type does not (digits, reference).
    """

    key: str
    channel: Channel
    to: str | None
    prompt: str
    language: str
    values: Mapping[str, Said] = field(default_factory=dict, hash=False)
    kinds: Mapping[str, SaidKind] = field(default_factory=dict, hash=False)
    code: CodeRef | None = None

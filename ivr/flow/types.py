"""The types of what flows pass about, and the Python values that carry them.

A value is plain Python, so that state is plain JSON: see `Value`. The type, not the value, decides how a prompt says
it: a telephone number and an account number are both `str`, and are spoken differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from ivr.values import Money


class Kind(StrEnum):
    """The kinds of single values; the Python type that carries each stands behind it."""

    MONEY = "money"  # Money
    DATE = "date"  # date
    TIME = "time"  # datetime with a zone
    NUMBER = "number"  # int
    PERCENT = "percent"  # Decimal: 4.5 is 4.5 %
    BOOLEAN = "boolean"  # bool
    TEXT = "text"  # str, spoken as it is
    NAME = "name"  # str, a person's or company's name
    DIGITS = "digits"  # str, spoken digit by digit
    REFERENCE = "reference"  # str of letters and digits, spelt out
    PHONE = "phone"  # str, E.164
    EMAIL = "email"  # str
    ACCOUNT = "account"  # str, an account number
    CARD = "card"  # Card: a handle; the token itself is kept sealed elsewhere
    CONSENT = "consent"  # Consent
    PROMPT = "prompt"  # str, the id of a prompt
    QUEUE = "queue"  # str, the name of a queue of hours.yaml


@dataclass(frozen=True)
class Single:
    kind: Kind


@dataclass(frozen=True)
class Choice:
    """One of a few words, checked in flows: Choice("channel", ("text", "email"))."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A field of a record. An optional one may be absent at run time; a boolean field `has_<name>` stands beside it
    (see `record`)."""

    type: Type
    optional: bool = False


@dataclass(frozen=True)
class Record:
    name: str
    fields: Mapping[str, Field] = field(hash=False)


@dataclass(frozen=True)
class ListOf:
    """A list of records; in flows it has `.count`, and an item taken from it has `.position` (from 1)."""

    item: Record


Type = Single | Choice | Record | ListOf

MONEY, DATE, TIME, NUMBER = Single(Kind.MONEY), Single(Kind.DATE), Single(Kind.TIME), Single(Kind.NUMBER)
PERCENT, BOOLEAN, TEXT, NAME = Single(Kind.PERCENT), Single(Kind.BOOLEAN), Single(Kind.TEXT), Single(Kind.NAME)
DIGITS, REFERENCE, PHONE, EMAIL = Single(Kind.DIGITS), Single(Kind.REFERENCE), Single(Kind.PHONE), Single(Kind.EMAIL)
ACCOUNT, CARD, CONSENT, PROMPT = Single(Kind.ACCOUNT), Single(Kind.CARD), Single(Kind.CONSENT), Single(Kind.PROMPT)
QUEUE = Single(Kind.QUEUE)


def record(name: str, optional: Mapping[str, Type] | None = None, /, **fields: Type) -> Record:
    """A record type. Each name in `optional` gets its boolean companion: due_date brings has_due_date."""
    made = {key: Field(kind) for key, kind in fields.items()}
    for key, kind in (optional or {}).items():
        made[key] = Field(kind, optional=True)
        made[f"has_{key}"] = Field(BOOLEAN)
    return Record(name, made)


@dataclass(frozen=True)
class Card:
    """A card captured by the telephone. `ref` leads to the sealed token; the number was never here."""

    ref: str
    brand: str
    last_four: str


@dataclass(frozen=True)
class Consent:
    """What the caller said yes to: the prompt, the language it was heard in, the figures as they were said (by their
    names in prompts), and the amounts and dates behind them, which an action holds against what it is to do."""

    prompt: str
    language: str
    figures: Mapping[str, str] = field(hash=False)
    values: Mapping[str, Money | date] = field(default_factory=dict, hash=False)

    def covers(self, *values: Money | date) -> bool:
        """Whether the caller heard each of these amounts and dates in the question."""
        return all(value in self.values.values() for value in values)


Value = Money | date | datetime | int | Decimal | bool | str | Card | Consent | dict[str, "Value"] | list["Value"]
"""What a variable may hold. A record is a dict (an absent optional field has no key), a list a list of dicts."""


def describe(kind: Type) -> str:
    """The type in an admin's words, for complaints."""
    if isinstance(kind, Single):
        return str(kind.kind)
    if isinstance(kind, Choice):
        return " or ".join(kind.values)
    return kind.name if isinstance(kind, Record) else f"a list of {kind.item.name}"

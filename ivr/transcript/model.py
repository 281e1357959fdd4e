"""Transcripts: calls as testers write them. `docs/transcripts.md` is the format for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from ivr.marks import Written
from ivr.transcript.expectations import Expectation, expectations, pattern

Expectations = Annotated[tuple[Expectation, ...], BeforeValidator(expectations)]


def _keys(text: str) -> str:
    if not text or set(text) - set("0123456789*#{}_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        raise ValueError("a telephone has the keys 0-9, * and #; for what a text message said write {name}")
    if re.sub(r"\{[A-Za-z_]\w*\}", "", text).strip("0123456789*#"):
        raise ValueError("a telephone has the keys 0-9, * and #; for speech write 'say: ...'")
    return text


def _seconds(text: object) -> object:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(s|sec|seconds?|min|minutes?|h|hours?)?\s*", str(text))
    if not found:
        raise ValueError("write seconds as 30, 30 s, 2 min or 1 h")
    unit = (found.group(2) or "s")[0]
    return float(found.group(1)) * {"s": 1, "m": 60, "h": 3600}[unit]


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("say which time zone, as in 2026-11-24T10:00:00-05:00")
    return value


def _confidence(text: object) -> object:
    if text in ("absent", None):
        return None
    try:
        value = float(str(text))
    except ValueError as error:
        raise ValueError("confidence is a number from 0 to 1, or absent") from error
    if not 0 <= value <= 1:
        raise ValueError("confidence is a number from 0 to 1, or absent")
    return value


Keys = Annotated[str, AfterValidator(_keys)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Pattern = Annotated[str, AfterValidator(pattern)]
Party = Literal["caller", "agent", "other"]
Ending = Literal["line", "caller", "agent", "queue", "rejected", "busy", "error"]
QueueEvent = Literal["answered", "moves", "full", "error", "system-error", "redirected", "bridging-in-process"]
DialEvent = Literal["answered", "busy", "no-answer", "failed", "canceled"]
PayResult = Literal[
    "success",
    "too-many-failed-attempts",
    "payment-connector-error",
    "caller-interrupted-with-star",
    "caller-hung-up",
    "validation-error",
    "internal-error",
    "nothing",
]
"""Every Result that Twilio documents for <Pay>; `nothing` posts no action at all and goes on with the next verb, since
the documentation disagrees with itself about what follows the last attempt."""


class TextWanted(Written):
    """A text message (or mail) the line sent: to whom, by what, and what it says."""

    to: str | None = None
    channel: Literal["text", "email"] | None = None
    matches: Pattern | None = None


class PayWith(Written):
    """What the caller keys into <Pay>, one attempt; or the Result the telephone is to pretend."""

    card: str | None = None
    expires: str | None = None
    code: str | None = None
    postcode: str | None = None
    press: Keys | None = None
    result: PayResult | None = None
    error: str | None = None
    """With `result: payment-connector-error`: the text of ConnectorError."""

    @model_validator(mode="after")
    def _something(self) -> PayWith:
        keyed = [self.card, self.expires, self.code, self.postcode]
        if sum([any(keyed), self.press is not None, self.result is not None]) != 1:
            raise ValueError("write what is keyed (card, expires, code, postcode), or press, or result")
        for value in keyed:
            if value is not None and value.replace(" ", "").strip("0123456789*#"):
                raise ValueError("what is keyed into <Pay> is digits")
        return self


class RecordWith(Written):
    """What the caller leaves in <Record>: so many seconds of speech, then a key, a hang-up, or silence."""

    seconds: Seconds
    press: Keys | None = None
    hang_up: bool = False
    """The recording ends because the caller hangs up."""


class AgentLeg(Written):
    """A second telephone that calls the line while the caller waits, and plays the agent."""

    caller: str = Field(default="+12025550177", alias="from")
    to: str | None = None
    steps: tuple[Step, ...]


def _record(written: object) -> object:
    return {"seconds": written} if isinstance(written, (str, int, float)) else written


def _texts(written: object) -> object:
    return {} if written in ("true", "any") else written


ACTIONS = ("press", "say", "silence", "wait", "pay", "record", "queue", "dial", "agent", "hang_up", "repeat_turn")


class Step(Written):
    """First what is heard (`hears`, `not_hears`), then which message arrived (`text`, `no_text`), then one thing done.

    Whatever the order written, this is the order in which they are looked at.
    """

    hears: Expectations | None = None
    not_hears: Expectations | None = None
    text: Annotated[TextWanted, BeforeValidator(_texts)] | None = None
    no_text: Annotated[TextWanted, BeforeValidator(_texts)] | None = None
    press: Keys | None = None
    early: bool = False
    """With `press`: while the line still speaks (barge-in), not when it has finished."""
    say: str | None = None
    confidence: Annotated[float | None, BeforeValidator(_confidence)] = 0.92
    """With `say`: how sure the recogniser is; None leaves the field out of the request."""
    silence: int | None = Field(default=None, ge=1, le=20)
    """How many times the line listens in vain."""
    wait: Seconds | None = None
    pay: PayWith | None = None
    record: Annotated[RecordWith, BeforeValidator(_record)] | None = None
    queue: QueueEvent | None = None
    dial: DialEvent | None = None
    agent: AgentLeg | None = None
    hang_up: Party | None = None
    repeat_turn: bool | None = None

    @model_validator(mode="after")
    def _one_action(self) -> Step:
        done = [name for name in ACTIONS if getattr(self, name) is not None]
        if len(done) > 1:
            raise ValueError(f"one step does one thing, this does {' and '.join(done)}: write a step for each")
        if not done and not any((self.hears, self.not_hears, self.text, self.no_text)):
            raise ValueError("this step does nothing")
        if self.early and self.press is None:
            raise ValueError("'early' goes with 'press'")
        if "confidence" in self.model_fields_set and self.say is None:
            raise ValueError("'confidence' goes with 'say'")
        return self


class Then(Written):
    """What is true of an account afterwards. Keys of `facts` are dotted paths; lists by index or `.count`."""

    account: str
    facts: dict[str, str]


def _thens(written: object) -> object:
    return written if isinstance(written, (list, tuple)) else [written]


class Proves(Written):
    """What the caller has proven by an action's end: how sure we are, and of which account's holder."""

    level: Literal["identified", "verified"]
    account: str


class Stub(Written):
    """How one action ends, instead of being done: `do` names it, `outcome` is one its contract has.

    `result` is what it gives, field by field as text (`full: 120.00`, `due_date: 2026-12-10`), or a list of these.
    """

    do: str
    outcome: str
    result: dict[str, str] | tuple[dict[str, str], ...] | None = None
    proves: Proves | None = None


Trouble = Literal["hangs", "fails", "shut"]
"""`hangs`: takes what it is asked, and answers when the call is over. `fails`: cannot be reached. `shut`: has failed so
often that it is not even tried."""


class Outside(Written):
    """What is wrong with a service outside for as long as the call lasts."""

    payments: Trouble | None = None
    texts: Trouble | None = None
    mail: Trouble | None = None

    @model_validator(mode="after")
    def _something(self) -> Outside:
        if not self.by_kind():
            raise ValueError("say what is wrong, as in 'outside: {payments: hangs}', or leave it out")
        return self

    def by_kind(self) -> dict[str, Trouble]:
        """By the line's own names for what it has done outside."""
        told = {"charge": self.payments, "text": self.texts, "email": self.mail}
        return {kind: how for kind, how in told.items() if how is not None}


T = TypeVar("T")


def _not_both(checked: T, calls: Sequence[Call]) -> T:
    """Where one call has stubs, no call's actions are done."""
    if any(call.stubs is not None for call in calls) and any(call.outside is not None for call in calls):
        raise ValueError("with 'stubs' nothing is asked of services outside: take away 'stubs' or 'outside'")
    return checked


class Call(Written):
    """One telephone call."""

    call: str
    caller: str = Field(default="+12025550123", alias="from")
    """The caller's number, or `withheld`."""
    to: str | None = None
    """The number called; None is the line's own."""
    at: Annotated[datetime, AfterValidator(_aware)] | None = None
    """What the line's clock says when the call begins."""
    seed: str | None = None
    """What the line makes its random numbers of; None is the transcript's own title."""
    ahead: int = Field(default=0, ge=0)
    """How many others wait in every queue before this caller."""
    every_turn_twice: bool = False
    """The telephone makes every request a second time and holds that both answers are the same."""
    stubs: tuple[Stub, ...] | None = None
    """How the actions of this call end, in the order they are done; None: they are done. Only in our own process."""
    outside: Outside | None = None
    """Which services outside fail or hang. Only in our own process."""
    steps: tuple[Step, ...]
    ends: Ending | None = None
    then: Annotated[tuple[Then, ...], BeforeValidator(_thens)] = ()

    @model_validator(mode="after")
    def _stubs_or_outside(self) -> Call:
        return _not_both(self, (self,))


class Transcript(Written):
    """One or more calls to one line, in order; the lab is reset once, before the first."""

    transcript: str
    calls: tuple[Call, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _stubs_or_outside(self) -> Transcript:
        return _not_both(self, self.calls)

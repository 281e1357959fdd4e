"""One call by one caller: hears, thinks, presses keys, loses patience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from random import Random

from ivr.chaos.answers import ASKED, CODES, card
from ivr.chaos.ears import Ears, amounts
from ivr.chaos.names import short
from ivr.chaos.network import Network
from ivr.chaos.people import Caller, Goal
from ivr.chaos.post import Post
from ivr.chaos.process import PUBLIC, TOKEN
from ivr.chaos.story import shortened
from ivr.chaos.world import World
from ivr.errors import PhoneError
from ivr.phone.caller import Parties
from ivr.phone.leg import Leg
from ivr.phone.line import Line
from ivr.phone.moments import (
    Bridged,
    FarHungUp,
    Happened,
    HungUp,
    Joining,
    Keys,
    Listening,
    Moment,
    Passed,
    Reply,
    Ringing,
    Speaking,
    length,
)
from ivr.phone.switch import Switch
from ivr.phone.webhooks import Webhooks

LONGEST = 25 * 60.0
"""Seconds after which the most patient caller hangs up."""


class WorldClock:
    """The telephone's clock (`ivr.phone.clock.Clock`)."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        return self._world.now()

    def let_pass(self, seconds: float) -> None:
        self._world.scheduler.sleep(seconds)


@dataclass(frozen=True)
class Heard:
    """A prompt that a caller heard, `text` as it was said."""

    at: float
    prompt: str
    text: str


@dataclass
class Record:
    """What is known of a call from the caller's side. `agreed`: amounts heard in a consent that was then given."""

    call: str
    caller: Caller
    goal: Goal
    began: float
    heard: list[Heard] = field(default_factory=list)
    agreed: list[tuple[float, frozenset[Decimal]]] = field(default_factory=list)
    ended: float | None = None
    how: str = ""
    trouble: str = ""

    def prompts(self) -> Iterable[str]:
        return (heard.prompt for heard in self.heard)


class Calling:
    """Places a call and sees it through, in a task."""

    def __init__(
        self, world: World, network: Network, post: Post, ears: Ears, switch: Switch, record: Record, random: Random
    ) -> None:
        self._world, self._post, self._ears, self._random = world, post, ears, random
        self.record, self._caller = record, record.caller
        self._clock = WorldClock(world)
        self._last: list[str] = []
        self._text = ""
        self._said: Moment | None = None
        self._card = card(random)
        self._patience = random.uniform(100.0, 400.0) if self._caller.temper == "hurried" else LONGEST
        self._asked_at = 0.0
        line = Line(
            f"{PUBLIC}/voice",
            TOKEN,
            fallback_url="/voice/fallback",
            status_url="/voice/status",
            transport=network,
        )
        parties = Parties(self._caller.phone, line.number, line.account, record.call)
        self._leg = Leg(Webhooks(line), parties, self._clock, switch)

    def run(self) -> None:
        """Until somebody hangs up."""
        record, leg = self.record, self._leg
        self._tell(f"{record.caller.temper} {record.goal} {record.caller.account} {record.caller.language}")
        try:
            leg.start()
            while leg.moment is not None:
                leg.answer(self._reply(leg.moment))
        except PhoneError as error:
            record.trouble = str(error)
        finally:
            leg.abandon()
        record.ended = self._world.scheduler.now
        record.how = leg.ended.by if leg.ended is not None else "dropped"
        record.trouble = record.trouble or (leg.ended.fault if leg.ended is not None else "")
        self._tell(f"call over: {record.how} {record.trouble}".rstrip())

    def _reply(self, moment: Moment) -> Reply:
        if self._world.scheduler.now - self.record.began > self._patience or self._walks_off(moment):
            self._tell("hangs up")
            return HungUp()
        if isinstance(moment, Speaking):
            return self._hear(moment)
        if isinstance(moment, Listening):
            return self._answer(moment)
        if isinstance(moment, Joining):
            return Passed()
        if isinstance(moment, Ringing):
            self._pass(5.0)
            return Happened("answered")
        if isinstance(moment, Bridged):
            self._tell("speaks with a person")
            self._pass(30.0)
            return FarHungUp()
        self._pass(length(moment))
        return Passed()

    def _walks_off(self, moment: Moment) -> bool:
        """Hanging up in the middle: hurried callers do, most of all when their money is on the way."""
        if self._caller.temper == "patient":
            return False
        paying = (isinstance(moment, Listening) and moment.pay is not None) or "line-holding" in self._last
        return self._random.random() < (0.05 if paying else 0.003)

    def _hear(self, speaking: Speaking) -> Reply:
        if speaking.kind == "say":
            self._listen(speaking)
        if speaking.queue is not None:
            return self._wait_in_queue(speaking)
        if self._caller.temper == "hurried" and speaking.barge and speaking.gathering:
            keys = self._keys()
            if keys and self._random.random() < 0.7:
                self._pass(min(speaking.seconds, self._random.uniform(0.3, 2.0)))
                return self._press(keys)
        self._pass(speaking.seconds)
        return Passed()

    def _listen(self, speaking: Speaking) -> None:
        prompt = self._ears.prompt(speaking.text, speaking.language)
        self._last, self._text = [*self._last, prompt], f"{self._text} {speaking.text}"
        self.record.heard.append(Heard(self._world.scheduler.now, prompt, speaking.text))
        self._tell(f"hears {prompt or '?'}: {shortened(speaking.text, 110)}")

    def _wait_in_queue(self, speaking: Speaking) -> Reply:
        self._pass(speaking.seconds)
        drawn = self._random.random()
        if drawn < 0.04:
            return HungUp()
        return Happened("answered") if drawn < 0.2 else Passed()

    def _answer(self, listening: Listening) -> Reply:
        if listening.got:
            self._pass(listening.timeout)
            return Passed()
        if listening.pay is not None:
            return self._pay(listening)
        quiet = self._caller.temper == "silent" and self._random.random() < 0.3
        keys = "" if quiet else self._keys() or self._guess()
        if not keys:
            self._pass(listening.timeout)
            self._forget()
            return Passed()
        self._pass(min(listening.timeout * 0.9, self._random.uniform(0.4, 3.0)))
        return self._press(keys)

    def _keys(self) -> str:
        """What to press for what was heard last; "" for nothing yet."""
        for prompt in reversed(self._last):
            if prompt in CODES:
                return self._code()
            answer = ASKED.get(prompt)
            if answer is not None:
                return answer(self._caller, self.record.goal, self._random)
        return ""

    def _guess(self) -> str:
        """Something, where it is not clear what was asked."""
        return self._random.choice(("", "", "1", "2")) if not CODES & set(self._last) else ""

    def _code(self) -> str:
        if not self._caller.own:  # it goes to somebody else's telephone
            return f"{self._random.randrange(10**6):06d}" if self._random.random() < 0.7 else ""
        code = self._post.code_for(self._caller.contacts, self.record.began)
        if code is not None and self._random.random() < 0.05:
            return f"{(int(code) + 1) % 10**6:06d}"
        return code or ""

    def _pay(self, listening: Listening) -> Reply:
        self._pass(min(listening.timeout * 0.9, self._random.uniform(1.0, 4.0)))
        drawn = self._random.random()
        if drawn < 0.03:
            return self._press("*")
        if drawn < 0.06:
            self._pass(listening.timeout)
            return Passed()
        if listening.pay == "payment-card-number":
            self._card = card(self._random)
        return self._press(self._card[listening.pay or ""])

    def _press(self, keys: str) -> Reply:
        if keys == "bye":
            self._tell("hangs up")
            return HungUp()
        if "pay-consent" in self._last and keys == "1":
            # With what was said the first time, where silence or an apology was followed by a shorter question.
            since = takewhile(lambda each: each.prompt in ("pay-consent", ""), reversed(self.record.heard))
            asked = " ".join(each.text for each in since if each.prompt)
            figures = frozenset(amounts(asked))
            self.record.agreed.append((self._world.scheduler.now, figures))
        self._tell(f"presses {_masked(keys, self._last)}")
        self._forget()
        return Keys(keys)

    def _forget(self) -> None:
        self._last, self._text = [], ""

    def _pass(self, seconds: float) -> None:
        self._clock.let_pass(seconds)

    def _tell(self, what: str) -> None:
        self._world.story.tell(self._caller.name, what, short(self.record.call))


def _masked(keys: str, asked: list[str]) -> str:
    """Codes are derived with a key that all runs share, but a story is no place for them."""
    return "a code" if CODES & set(asked) else keys

"""Twilio's side of a call while servers die, as it is when nobody configured anything: fifteen seconds for an answer;
one more try where no connection came about, and none where one broke or answered 5xx; then the fallback URL, by the
same rule; then the call is over.

https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (rc=1, rp=ct, tt=15000)
"""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.load.answers import Answers, turn_of
from tests.load.caller import CODE, Caller, Form, Move
from tests.load.mobiles import Mobiles
from tests.load.wire import Answer, UnansweredError, Wire

CODE_SECONDS = 10.0
"""A caller who was sent no code by then says nothing, and is asked again."""
AGAIN_SECONDS = 5.0
"""One who keyed a code already, and is asked again, looks for a newer one first: then the same will do."""
MOST_TURNS = 80
BETWEEN_TRIES = 0.1
"""Seconds: Twilio is not on this machine. By then whoever keeps connections to a server knows that it is gone."""


@dataclass(frozen=True)
class Try:
    """One request that failed. `port` is the server it was on; None: every one refused it."""

    began: float
    ended: float
    port: int | None
    why: str


@dataclass(frozen=True)
class Dropped:
    """A call that ended since a webhook of it, and its fallback, were not answered: every try of both."""

    sid: str
    tries: tuple[Try, ...]


@dataclass
class Telephone:
    """Places calls. `paying` is told of each card that is being charged."""

    wire: Wire
    mobiles: Mobiles
    chance: random.Random
    paying: Callable[[], None]
    pace: float = 0.1
    answers: Answers = field(default_factory=Answers)
    counts: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    dropped: list[Dropped] = field(default_factory=list)
    handed_over: list[tuple[str, float]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    async def call(self, one: Caller) -> None:
        why = await self._conversation(one)
        self.ends[why] += 1
        one.told.append(f"end: {why}")
        status = self._form(one, {"CallStatus": "completed", "SequenceNumber": "9"})
        for _ in range(2):
            try:
                await self.wire.post(f"{self.wire.base}/voice/status", status)
            except UnansweredError:
                continue
            return

    async def _conversation(self, one: Caller) -> str:
        move, used = Move(f"{self.wire.base}/voice"), 0
        for _ in range(MOST_TURNS):
            form = dict(move.form)
            url = move.url or ""
            if form.get("Digits") == CODE:
                patience = CODE_SECONDS if used == 0 else AGAIN_SECONDS
                code = await self.mobiles.code(one.person.mobile, used, patience)
                code = code or self.mobiles.newest(one.person.mobile)
                used = self.mobiles.count(one.person.mobile)
                form = {"Digits": code} if code is not None else {}
                url = url if code is not None else move.otherwise
            if "PaymentToken" in form:
                self.paying()
            answer = await self._asked(one, url, form)
            if answer is None:
                return "no answer"
            before = len(one.told)
            move = one.hear(answer.body)
            if move.url is None:
                if move.why in ("dial", "enqueue"):
                    self.handed_over.append((f"{one.person.sid} {move.why}", time.monotonic()))
                return move.why
            pause = self.pace * (0.5 + self.chance.random())
            if "sorry" in one.told[before:]:
                self.counts["apologies heard"] += 1
                pause += 3.0  # that is how long it takes to say
            await asyncio.sleep(pause)
        return "went round in circles"

    async def _asked(self, one: Caller, url: str, form: Form) -> Answer | None:
        """The answer to one request of the call, by whatever way."""
        fields, token = self._form(one, form), str(uuid.UUID(int=self.chance.getrandbits(128)))
        tries: list[Try] = []
        answer = await self._webhook(one, url, fields, token, "webhooks", tries)
        if answer is None:
            error = "11200" if tries[-1].why.isdigit() else "11205"  # an answer that is none; no connection or answer
            fields = self._form(one, {"ErrorCode": error, "ErrorUrl": url})
            answer = await self._webhook(one, f"{self.wire.base}/voice/fallback", fields, None, "fallback URL", tries)
        if answer is None:
            self.dropped.append(Dropped(one.person.sid, tuple(tries)))
        return answer

    async def _webhook(
        self, one: Caller, url: str, form: Form, token: str | None, kind: str, tries: list[Try]
    ) -> Answer | None:
        """One URL, and once more where no connection came about."""
        for again in ("", ", again"):
            answer = await self._post(one, url, form, token, kind + again, tries)
            if answer is not None:
                return answer
            if tries[-1].port is not None:
                return None
        return None

    async def _post(
        self, one: Caller, url: str, form: Form, token: str | None, kind: str, tries: list[Try]
    ) -> Answer | None:
        self.counts[kind] += 1
        if tries:
            await asyncio.sleep(BETWEEN_TRIES)
        began = time.monotonic()
        try:
            answer = await self.wire.post(url, form, token)
        except UnansweredError as error:
            self.counts[f"failed: {error}"] += 1
            tries.append(Try(began, time.monotonic(), error.port, str(error)))
            return None
        self.seconds.append(answer.seconds)
        if answer.status != 200:
            self.counts[f"failed: {answer.status}"] += 1
            tries.append(Try(began, time.monotonic(), 0, str(answer.status)))
            return None
        if "/fallback" not in url:
            self.answers.note((one.person.sid, turn_of(url)), answer.status, answer.body)
        return answer

    @staticmethod
    def _form(one: Caller, own: Form) -> Form:
        common = {
            "AccountSid": "AC" + "0" * 32,
            "ApiVersion": "2010-04-01",
            "CallSid": one.person.sid,
            "CallStatus": "in-progress",
            "Direction": "inbound",
            "From": one.person.mobile,  # a line may know again who rings back
            "To": "+12025550100",
        }
        return {**common, **own}

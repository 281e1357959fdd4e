"""Twilio's side of a call while servers die: fifteen seconds, one more try, then the fallback URL, then a hang-up.

https://www.twilio.com/docs/usage/security/availability-reliability and .../webhooks-connection-overrides
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


@dataclass
class Telephone:
    """Places calls. `dropped`: when the first try of a request failed that nobody answered in the end, by call.
    `paying` is told of each card that is being charged."""

    wire: Wire
    mobiles: Mobiles
    chance: random.Random
    paying: Callable[[], None]
    pace: float = 0.1
    answers: Answers = field(default_factory=Answers)
    counts: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    dropped: list[tuple[str, float, float]] = field(default_factory=list)
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
        began = time.monotonic()
        fields, token = self._form(one, form), str(uuid.UUID(int=self.chance.getrandbits(128)))
        error = "11200"
        for kind in ("first tries", "second tries"):
            answer = await self._post(one, url, fields, token, kind)
            if answer is not None:
                return answer
        fallback = self._form(one, {"ErrorCode": error, "ErrorUrl": url})
        for kind in ("fallback URL asked", "fallback URL asked again"):
            answer = await self._post(one, f"{self.wire.base}/voice/fallback", fallback, None, kind)
            if answer is not None:
                return answer
        self.dropped.append((one.person.sid, began, time.monotonic()))
        return None

    async def _post(self, one: Caller, url: str, form: Form, token: str | None, kind: str) -> Answer | None:
        self.counts[kind] += 1
        try:
            answer = await self.wire.post(url, form, token)
        except UnansweredError as error:
            self.counts[f"failed: {error}"] += 1
            return None
        self.seconds.append(answer.seconds)
        if answer.status != 200:
            self.counts[f"failed: {answer.status}"] += 1
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

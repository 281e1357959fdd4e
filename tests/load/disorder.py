"""A telephone network that keeps no order: webhooks come twice, late, too early, and beside each other."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field

from tests.load.answers import Answers, turn_of
from tests.load.caller import CODE, Caller, Form, Move, caller
from tests.load.mobiles import Mobiles
from tests.load.people import Person
from tests.load.wire import Answer, UnansweredError, Wire

LINE = "+12025550100"
TWICE, OUT_OF_TURN = 0.6, 0.4
"""Of the webhooks that are due: so many come once more, and before so many comes one out of its turn. Of all
deliveries that is 30 % and 20 %."""
AHEAD = ("heard", "on", "silent", "card")
HANGS_UP = 0.03


@dataclass(frozen=True)
class Webhook:
    """One request as it was first sent; sent again it is the same to the byte, its idempotency token too."""

    url: str
    form: Form
    token: str | None


@dataclass
class Disorder:
    """Places calls. `counts` tells what was sent, by kind."""

    wire: Wire
    mobiles: Mobiles
    chance: random.Random
    answers: Answers = field(default_factory=Answers)
    counts: Counter[str] = field(default_factory=Counter)
    callers: list[Caller] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def sent(self) -> int:
        return self.counts.total()

    async def call(self, person: Person) -> None:
        """One call from its first webhook to the status callback at its end."""
        one = caller(person, self.chance)
        self.callers.append(one)
        tokens = self.chance.random() < 0.5
        past: list[Webhook] = []
        used = 0
        move: Move = Move(f"{self.wire.base}/voice")
        while move.url is not None and len(past) < 60:
            form = dict(move.form)
            if form.get("Digits") == CODE:
                code = await self.mobiles.code(person.mobile, used, patience=30)
                used = self.mobiles.count(person.mobile)
                form["Digits"] = code or "000000"
            webhook = Webhook(move.url, self._form(one, form), self._token(tokens))
            if past and self.chance.random() < HANGS_UP:
                move = Move(None, why="caller hung up")
                break
            if past and self.chance.random() < OUT_OF_TURN:
                await self._out_of_turn(one, webhook, past, tokens)
            answer = await self._due(one, webhook)
            if answer is None:
                return
            past.append(webhook)
            move = one.hear(answer.body)
        one.told.append(f"end: {move.why}")
        over = self._status(one, "completed", 9)
        await self._send(one, over, "status")
        if self.chance.random() < TWICE:
            self._soon(one, over, "twice, late")

    async def _due(self, one: Caller, webhook: Webhook) -> Answer | None:
        """The webhook whose turn it is, perhaps twice at once; the caller hears either answer."""
        if self.chance.random() >= TWICE:
            return await self._send(one, webhook, "in turn")
        if self.chance.random() < 0.5:
            answer = await self._send(one, webhook, "in turn")
            self._soon(one, webhook, "twice, late")
            return answer
        both = await asyncio.gather(self._send(one, webhook, "in turn"), self._send(one, webhook, "twice, at once"))
        return self.chance.choice(both)

    async def _out_of_turn(self, one: Caller, due: Webhook, past: list[Webhook], tokens: bool) -> None:
        """One that is over already, one whose time has not come, or a status callback."""
        kind = self.chance.random()
        if kind < 0.4:
            await self._send(one, self.chance.choice(past), "out of turn: an older one")
        elif kind < 0.8:
            ahead = turn_of(due.url) + self.chance.randint(1, 3)
            url = f"{self.wire.base}/voice/turn/{ahead}/{self.chance.choice(AHEAD)}"
            early = Webhook(url, self._form(one, {"Digits": "1"}), self._token(tokens))
            await self._send(one, early, "out of turn: a later one")
        else:
            sequence = self.chance.randint(0, 3)
            progress = self._status(one, self.chance.choice(("ringing", "in-progress")), sequence)
            await self._send(one, progress, "out of turn: a status callback")

    def _soon(self, one: Caller, webhook: Webhook, kind: str) -> None:
        """Send it again after a while, beside whatever the call does then."""

        async def later() -> None:
            await asyncio.sleep(self.chance.random() * 2)
            await self._send(one, webhook, kind)

        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def settled(self) -> None:
        """Until everything that was to be sent again is."""
        while self._later:
            await asyncio.gather(*self._later)

    async def _send(self, one: Caller, webhook: Webhook, kind: str) -> Answer | None:
        self.counts[kind] += 1
        sid = one.person.sid
        try:
            answer = await self.wire.post(webhook.url, webhook.form, webhook.token)
        except UnansweredError as error:
            self.answers.wrong.append(f"{sid} {webhook.url}: {error}")
            return None
        self.seconds.append(answer.seconds)
        if webhook.url.endswith("/status"):
            if answer.status != 204:
                self.answers.wrong.append(f"{sid}: status callback {answer.status}")
        else:
            self.answers.note((sid, turn_of(webhook.url)), answer.status, answer.body)
        return answer

    def _status(self, one: Caller, status: str, sequence: int) -> Webhook:
        form = self._form(one, {"CallStatus": status, "SequenceNumber": str(sequence)})
        return Webhook(f"{self.wire.base}/voice/status", form, None)

    def _form(self, one: Caller, own: Form) -> Form:
        common = {
            "AccountSid": "AC" + "0" * 32,
            "ApiVersion": "2010-04-01",
            "CallSid": one.person.sid,
            "CallStatus": "in-progress",
            "Direction": "inbound",
            "From": one.person.mobile,  # a line may know again who rings back
            "FromCountry": "US",
            "To": LINE,
        }
        return {**common, **own}

    def _token(self, wanted: bool) -> str | None:
        return str(uuid.UUID(int=self.chance.getrandbits(128))) if wanted else None

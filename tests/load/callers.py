"""Callers who press star, again and again, and write down which version they hear."""

from __future__ import annotations

import asyncio
import re
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

import httpx
from twilio.request_validator import RequestValidator

MARK = re.compile(r"version (\d+) of this test")
"""Stands in every prompt of a version."""


@dataclass
class Story:
    """One call: when it began, every version it heard, and how long each turn took."""

    sid: str
    began: float
    ended: float = 0.0
    marks: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Callers:
    """So many calls in progress at any time, longer and shorter ones, until `over`."""

    def __init__(self, voice: str, token: str, count: int, pause: float) -> None:
        self.voice, self.count, self.pause = voice, count, pause
        self.over = asyncio.Event()
        self.stories: list[Story] = []
        self.in_progress = 0
        self._signer = RequestValidator(token)

    async def run(self) -> None:
        limits = httpx.Limits(max_connections=self.count, max_keepalive_connections=self.count)
        async with httpx.AsyncClient(limits=limits, timeout=60) as client, asyncio.TaskGroup() as group:
            for number in range(self.count):
                group.create_task(self._caller(client, number))

    async def _caller(self, client: httpx.AsyncClient, number: int) -> None:
        await asyncio.sleep(self.pause * number / self.count)
        for call in range(10_000):
            if self.over.is_set():
                return
            self.in_progress += 1
            story = Story(f"CA{number:016d}{call:016d}", time.time())
            self.stories.append(story)
            await self._call(client, story, turns=1 + (number + call) % 4)
            story.ended = time.time()
            self.in_progress -= 1

    async def _call(self, client: httpx.AsyncClient, story: Story, turns: int) -> None:
        leads = await self._post(client, story, self.voice, {})
        for _ in range(turns):
            if leads is None:
                return
            await asyncio.sleep(self.pause)
            leads = await self._post(client, story, leads, {"Digits": "*"})
        await self._post(client, story, f"{self.voice}/status", {"CallStatus": "completed", "SequenceNumber": "9"})

    async def _post(self, client: httpx.AsyncClient, story: Story, url: str, fields: dict[str, str]) -> str | None:
        """Where the next key goes. Redirects are followed; whatever is no answer is written down."""
        base = {"CallSid": story.sid, "AccountSid": "AC" + "0" * 32, "From": "+12025550101", "To": "+12025550100"}
        form = {**base, "CallStatus": "in-progress", **fields}
        for _ in range(8):
            signed = {"X-Twilio-Signature": self._signer.compute_signature(url, form)}
            began = time.perf_counter()
            try:
                answer = await client.post(url, data=form, headers=signed)
            except httpx.HTTPError as error:
                story.wrong.append(repr(error))
                return None
            story.seconds.append(time.perf_counter() - began)
            if answer.status_code == 204:
                return None
            if answer.status_code != 200:
                story.wrong.append(f"{answer.status_code} {answer.text[:80]}")
                return None
            story.marks += [int(mark) for mark in MARK.findall(answer.text)]
            root = ET.fromstring(answer.content)
            gather, redirect = root.find("Gather"), root.find("Redirect")
            if gather is not None:
                return gather.get("action")
            if redirect is None or redirect.text is None:
                story.wrong.append(f"the call ended: {answer.text[:200]}")
                return None
            url, form = redirect.text, dict(base, CallStatus="in-progress")
        story.wrong.append("it goes round in circles")
        return None

"""The network between the carrier and our processes: loses, delays, repeats and reorders; and a carrier's rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

import httpx

from ivr.chaos.names import short as name
from ivr.chaos.process import Process
from ivr.chaos.scheduler import Bell
from ivr.chaos.world import World

SECONDS = 15.0
"""A webhook's whole life (Twilio: webhook connection overrides)."""
_TURN = re.compile(r"/voice(?:/turn/(\d+)/[a-z-]+)?(?:\?|$)")


@dataclass
class Delivery:
    """One arrival of one request at one process, and what became of it. `status` 0: the process died in it."""

    call: str
    path: str
    body: bytes
    headers: httpx.Headers
    kind: str
    process: str
    sent: float
    answered: float = -1.0
    status: int = 0
    answer: bytes = b""

    @property
    def turn(self) -> int | None:
        """The turn it asks for; None for what is no turn."""
        found = _TURN.match(self.path)
        return None if found is None else int(found.group(1) or 0)

    def bears(self, name: str) -> bool:
        """Whether a field of the form is there and not empty."""
        return bool(_field(self.body, name))

    def request(self) -> httpx.Request:
        """The same request once more."""
        return httpx.Request("POST", f"https://line.test{self.path}", headers=self.headers, content=self.body)


@dataclass(eq=False)
class Network(httpx.BaseTransport):
    """Connects to any process that is up. `kind` of a delivery: first, again (the same once more), forged, replayed."""

    world: World
    processes: list[Process]
    deliveries: list[Delivery] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """What a call's telephone gets: an answer, or one of httpx's errors."""
        world, weather = self.world, self.world.weather
        request.read()
        call = field_of(request, "CallSid")
        random = weather.stream("network")
        if weather.strikes("net_slow"):
            world.story.fault("net_slow", "network", f"slow: {request.url.path}", name(call))
            world.scheduler.sleep(random.uniform(1.0, 12.0))
        else:
            world.scheduler.sleep(random.uniform(0.01, 0.06))
        if weather.strikes("net_lost"):
            world.story.fault("net_lost", "network", f"lost: {request.url.path}", name(call))
            raise httpx.ConnectTimeout("no connection", request=request)
        if weather.strikes("net_twice"):
            after = random.choice((random.uniform(0.0, 0.02), random.uniform(0.0, 3.0), random.uniform(0.0, 90.0)))
            world.story.fault("net_twice", "network", f"again in {after:.3f} s: {request.url.path}", name(call))
            self.again(request, after, "again")
        delivered, bell = self.deliver(request, "first")
        if not world.scheduler.wait(bell, SECONDS):
            raise httpx.ReadTimeout("no answer in time", request=request)
        if delivered.status == 0:
            raise httpx.ReadError("the connection broke", request=request)
        if weather.strikes("net_silent"):
            world.story.fault("net_silent", "network", f"answer lost: {request.url.path}", name(call))
            raise httpx.ReadError("the connection broke", request=request)
        return httpx.Response(delivered.status, headers={"content-type": "text/xml"}, content=delivered.answer)

    def again(self, request: httpx.Request, after: float, kind: str) -> None:
        """Deliver it once more, later; nobody waits for the answer."""

        def work() -> None:
            if any(process.up for process in self.processes):
                self.deliver(request, kind)

        self.world.scheduler.spawn(work, after=after)

    def deliver(self, request: httpx.Request, kind: str) -> tuple[Delivery, Bell]:
        """Hand it to a process that is up. Raises ConnectError when none is."""
        up = [process for process in self.processes if process.up]
        if not up:
            raise httpx.ConnectError("connection refused", request=request)
        process = self.world.weather.stream("balancer").choice(up)
        call, where = field_of(request, "CallSid"), request.url.raw_path.decode()
        now = self.world.scheduler.now
        made = Delivery(call, where, request.content, request.headers, kind, process.name, now)
        self.deliveries.append(made)
        self.world.story.count("deliveries")

        def answered(response: httpx.Response) -> None:
            made.status, made.answer, made.answered = response.status_code, response.content, self.world.scheduler.now

        task = self.world.scheduler.spawn(_answering(process, request, answered), process.owner)
        return made, task.done


def _answering(
    process: Process, request: httpx.Request, answered: Callable[[httpx.Response], None]
) -> Callable[[], None]:
    return lambda: process.answer(request, answered)


def field_of(request: httpx.Request, name: str) -> str:
    """A field of a form, "" where it is not there."""
    return _field(request.content, name)


def _field(form: bytes, name: str) -> str:
    """Found without reading the others: there are forty, and every request is asked for one."""
    found = re.search(rf"(?:^|&){name}=([^&]*)".encode(), form)
    return unquote_plus(found[1].decode()) if found is not None else ""

"""Services outside that fail, hang, or are not even tried, while a transcript is played: as its calls say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import httpx

from ivr.errors import GatewayUnavailable
from ivr.gateways.messages import StandInMessages
from ivr.gateways.payments import StandInPayments
from ivr.gateways.shelf import Document, Shelf
from ivr.runtime.bootstrap import Instead
from ivr.runtime.doors import Doors
from ivr.runtime.machine import RealMachine
from ivr.store.database import Database
from ivr.store.shelf import DatabaseShelf
from ivr.transcript import Transcript

LONGEST = 60.0
"""Seconds of this machine that a service hangs at most: the call is over long before, since its own time is virtual."""
HURRY = 20
"""So many times faster the line waits while a service hangs, for what will not come. Whoever waits for something else
meanwhile (a text) has still half a second, and what it takes to look."""


class Outages:
    """What is wrong with which service, in the call that is placed now. A call is known by its seed."""

    def __init__(self) -> None:
        self._calls: dict[str, Mapping[str, str]] = {}
        self._now: Mapping[str, str] = {}
        self._seed = ""
        self._over = threading.Event()
        self._waiting = 0
        self.machine = CallMachine(self)

    def take(self, transcript: Transcript) -> None:
        """Those of the next script; what hung goes on."""
        seeds = [call.seed or f"{transcript.transcript}/{number}" for number, call in enumerate(transcript.calls)]
        wrong = [call.outside.by_kind() if call.outside is not None else {} for call in transcript.calls]
        self._calls = dict(zip(seeds, wrong, strict=True))
        self._switch("")
        self.machine.forget()

    def end(self) -> None:
        """Nothing is wrong any more."""
        self._calls = {}
        self._switch("")

    def placed(self, seed: str, now: datetime) -> None:
        """A call says what time it is with it. A new call ends what was wrong in the one before."""
        if seed != self._seed:
            self._switch(seed)
        self.machine.follow(now)

    def _switch(self, seed: str) -> None:
        self._over.set()
        self._seed, self._now, self._over = seed, self._calls.get(seed, {}), threading.Event()

    @property
    def hanging(self) -> bool:
        """Whether somebody waits for a service just now."""
        return self._waiting > 0

    @property
    def shut(self) -> frozenset[str]:
        """Kinds of effects that are not even tried."""
        return frozenset(kind for kind, how in self._now.items() if how == "shut")

    def meet(self, kind: str) -> None:
        """What asking a service comes to. Raises GatewayUnavailable where it fails; returns late where it hangs."""
        how = self._now.get(kind)
        if how == "hangs":
            self._waiting += 1
            self._over.wait(LONGEST)
            self._waiting -= 1
        elif how is not None:
            raise GatewayUnavailable(f"no {kind}: the transcript says so")

    def instead(self, database: Database) -> Instead:
        """The stand-ins, each out of reach when it is to be."""
        shelf = DatabaseShelf(database)
        return Instead(
            machine=self.machine,
            database=database,
            payments=StandInPayments(_OutOfReach(shelf, self, "charge"), self.machine.now),
            texts=StandInMessages(_OutOfReach(shelf, self, "text"), "text"),
            mail=StandInMessages(_OutOfReach(shelf, self, "email"), "email"),
            doors=_Doors(self),
        )


class CallMachine(RealMachine):
    """This machine, at the time of the call that is placed: what its caller waits for, they wait for by their time."""

    def __init__(self, outages: Outages) -> None:
        self._outages = outages
        self._ahead, self._skipped = timedelta(), 0.0

    def forget(self) -> None:
        self._ahead = timedelta()

    def follow(self, now: datetime) -> None:
        self._ahead = now.astimezone(UTC) - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def monotonic(self) -> float:
        return super().monotonic() + self._skipped

    def sleep(self, seconds: float) -> None:
        pause = seconds / HURRY if self._outages.hanging else seconds
        time.sleep(pause)
        self._skipped += seconds - pause


class _OutOfReach:
    """A stand-in's shelf: to put something there, or to look, is to ask the service."""

    def __init__(self, shelf: Shelf, outages: Outages, kind: str) -> None:
        self._shelf, self._outages, self._kind = shelf, outages, kind

    def put(self, kind: str, key: str, document: Document) -> Document:
        self._outages.meet(self._kind)
        return self._shelf.put(kind, key, document)

    def get(self, kind: str, key: str) -> Document | None:
        self._outages.meet(self._kind)
        return self._shelf.get(kind, key)

    def after(self, kind: str, number: int) -> Sequence[tuple[int, Document]]:
        return self._shelf.after(kind, number)

    def all(self, kind: str) -> Iterator[tuple[str, Document]]:
        return self._shelf.all(kind)


class _Doors(Doors):
    """Shut when a transcript says so: its stand-ins have none of their own."""

    def __init__(self, outages: Outages) -> None:
        super().__init__(outages.machine.monotonic)
        self._outages = outages

    def shut(self) -> frozenset[str]:
        return super().shut() | self._outages.shut


class Listening(httpx.BaseTransport):
    """The telephone's way to the lab; what a call says of its time is heard on the way."""

    def __init__(self, transport: httpx.BaseTransport, outages: Outages) -> None:
        self._transport, self._outages = transport, outages

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/_lab/clock":
            told = json.loads(request.content)
            self._outages.placed(told["seed"], datetime.fromisoformat(told["now"]))
        return self._transport.handle_request(request)

"""Somebody on the network who has seen requests: sends them again, and forges others."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

import httpx

from ivr.chaos.network import Delivery, Network
from ivr.chaos.world import World

EVERY = (10.0, 40.0)
"""Seconds between two tries."""


class Hostile:
    def __init__(self, world: World, network: Network) -> None:
        self._world, self._network = world, network
        self._random = world.weather.stream("hostile")

    def start(self) -> None:
        self._world.scheduler.spawn(self._work)

    def _work(self) -> None:
        while not self._world.weather.calm:
            self._world.scheduler.sleep(self._random.uniform(*EVERY))
            seen = [each for each in self._network.deliveries if each.kind == "first"]
            if not seen:
                continue
            if self._random.random() < 0.5:
                self._world.story.count("replays")
                self._network.again(self._random.choice(seen).request(), 0.0, "replayed")
            else:
                self._world.story.count("forgeries")
                self._network.again(self._forged(self._random.choice(seen)), 0.0, "forged")

    def _forged(self, seen: Delivery) -> httpx.Request:
        """A request that Twilio never signed."""
        request = seen.request()
        fields = dict(parse_qsl(seen.body.decode(), keep_blank_values=True))
        way = self._random.randrange(4)
        if way == 0:
            del request.headers["X-Twilio-Signature"]
            return request
        if way == 1:
            fields["CallSid"] = f"CA{self._random.getrandbits(128):032x}"
        elif way == 2:
            fields["Digits"] = f"{self._random.randrange(10)}9"
        path = seen.path if way != 3 else re.sub(r"/turn/\d+", "/turn/1", seen.path) + "?x=1"
        headers = {name: value for name, value in seen.headers.items() if name != "content-length"}
        body = urlencode(fields).encode()
        return httpx.Request("POST", f"https://line.test{path}", headers=headers, content=body)

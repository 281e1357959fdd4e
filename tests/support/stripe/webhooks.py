"""Events told to our webhook as Stripe does: signed, again until they are taken (2xx), in no particular order."""

from __future__ import annotations

import heapq
import json
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import httpx
from stripe import WebhookSignature

from tests.support.stripe.shapes import Document


@dataclass
class Manner:
    """How events are told: `delay` seconds after they happened, `times` each, with up to `shuffle` seconds more so that
    they overtake each other; `hold` keeps them until `Webhooks.release`."""

    delay: float = 0.0
    times: int = 1
    shuffle: float = 0.0
    hold: bool = False


class Webhooks:
    """A thread that posts to `url`; `told` is called with the id of each event once it was taken."""

    RETRY_S = 1.0
    """Stripe's own are hours apart; a test has less time."""

    def __init__(self, url: str, secret: str, told: Callable[[str], None], manner: Manner | None = None) -> None:
        self._url, self._secret, self._told = url, secret, told
        self.manner = manner or Manner()
        self._waiting: list[tuple[float, int, Document]] = []
        self._held: list[Document] = []
        self._number = 0
        self._wake = threading.Condition()
        self._stop = False
        self._thread = threading.Thread(target=self._work, daemon=True, name="stripe-webhooks")
        self._thread.start()

    def tell(self, events: Iterable[Document]) -> None:
        for event in events:
            if self.manner.hold:
                self._held.append(event)
                continue
            for _ in range(self.manner.times):
                self._put(event, self.manner.delay + random.uniform(0, self.manner.shuffle))

    def release(self, reverse: bool = False) -> int:
        """Tell what was held, in its order or the other way round; gives how many there were."""
        with self._wake:
            held, self._held = self._held, []
        for place, event in enumerate(reversed(held) if reverse else held):
            for _ in range(self.manner.times):
                self._put(event, place * 0.001)
        return len(held)

    def close(self) -> None:
        with self._wake:
            self._stop = True
            self._wake.notify()
        self._thread.join(5)

    def post(self, event: Document) -> int:
        """Tell it now; gives the status of the answer, 0 when there was none."""
        body = json.dumps(event)
        headers = {
            "Stripe-Signature": WebhookSignature.generate_signature_header(body, self._secret),
            "Content-Type": "application/json; charset=utf-8",
        }
        try:
            return httpx.post(self._url, content=body, headers=headers, timeout=10).status_code
        except httpx.HTTPError:
            return 0

    def _put(self, event: Document, wait: float) -> None:
        with self._wake:
            self._number += 1
            heapq.heappush(self._waiting, (time.monotonic() + wait, self._number, event))
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._stop and (not self._waiting or self._waiting[0][0] > time.monotonic()):
                    self._wake.wait(self._waiting[0][0] - time.monotonic() if self._waiting else None)
                if self._stop:
                    return
                _, _, event = heapq.heappop(self._waiting)
            if 200 <= self.post(event) < 300:
                self._told(str(event["id"]))
            else:
                self._put(event, self.RETRY_S)

"""What goes wrong between us and the processor, told in advance: once, often, or with a chance.

| kind | what happens |
|---|---|
| drop | the connection is closed; nothing was done |
| lose | done, then the connection is closed without an answer |
| slow | waits `seconds`, then does it and answers |
| late | does it, waits `seconds`, then answers |
| hang | neither does nor answers it until the server ends |
| 500 | nothing is done; the 500 is kept under the key, as documented |
| 500-after | done, answered 500, which is kept under the key |
| 503, 429, 409 | nothing is done, nothing is kept |
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

KINDS = ("drop", "lose", "slow", "late", "hang", "500", "500-after", "503", "429", "409")
OPERATIONS = ("create", "confirm", "cancel", "retrieve", "list", "*")


@dataclass
class Fault:
    """`times`: how often it still happens, None for ever; `chance`: how likely each time."""

    operation: str
    kind: str
    times: int | None = 1
    chance: float = 1.0
    seconds: float = 1.0

    def __post_init__(self) -> None:
        if self.operation not in OPERATIONS or self.kind not in KINDS:
            raise ValueError(f"no fault {self.operation}:{self.kind}; one of {OPERATIONS} and {KINDS}")

    @classmethod
    def read(cls, told: str) -> Fault:
        """From `confirm:lose:0.05`: for ever, with this chance; with `:seconds` behind it where it waits."""
        operation, kind, *rest = told.split(":")
        chance = float(rest[0]) if rest else 1.0
        return cls(operation, kind, None, chance, float(rest[1]) if len(rest) > 1 else 1.0)

    @classmethod
    def told(cls, document: Mapping[str, object]) -> Fault:
        known = {name: document[name] for name in ("times", "chance", "seconds") if name in document}
        return cls(str(document.get("operation", "*")), str(document["kind"]), **known)  # type: ignore[arg-type]


class Faults:
    """Those in force. Which of them strike with a chance depends on `seed` and the order of requests."""

    def __init__(self, seed: int = 0) -> None:
        self._faults: list[Fault] = []
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def strike(self, operation: str) -> Fault | None:
        """The first that happens to this request."""
        with self._lock:
            for fault in self._of(operation):
                if self._random.random() < fault.chance:
                    if fault.times is not None:
                        fault.times -= 1
                    return fault
        return None

    def _of(self, operation: str) -> Iterator[Fault]:
        for fault in self._faults:
            if fault.operation in (operation, "*") and fault.times != 0:
                yield fault

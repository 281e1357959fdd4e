"""Where stand-ins keep what they were sent, so that it outlives a process and can be read by tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

Document = Mapping[str, object]


class Shelf(Protocol):
    """Documents (JSON) by kind and key. Each call is its own short transaction."""

    def put(self, kind: str, key: str, document: Document) -> Document:
        """Keep it unless something is there under this key; gives what is there now."""
        ...

    def get(self, kind: str, key: str) -> Document | None: ...

    def after(self, kind: str, number: int) -> Sequence[tuple[int, Document]]:
        """Documents of a kind numbered above `number`, in the order they came."""
        ...

    def all(self, kind: str) -> Iterator[tuple[str, Document]]:
        """Every document of a kind with its key, in the order they came, read page by page."""
        ...

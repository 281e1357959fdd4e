"""YAML as a tree in which everything knows its place, and every scalar is the text that was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ivr.marks.complaint import Place


@dataclass(frozen=True)
class Scalar:
    """Text as written. `quoted` tells `'0'` from `0` for those who must know."""

    value: str
    place: Place
    quoted: bool = False


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """Entries in the order written; keys are unique (a duplicate is a complaint when read)."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    @cached_property
    def _by_key(self) -> dict[str, tuple[Scalar, Node]]:
        return {entry[0].value: entry for entry in reversed(self.entries)}

    def get(self, key: str) -> Node | None:
        entry = self._by_key.get(key)
        return entry[1] if entry is not None else None

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        entry = self._by_key.get(key)
        return entry[0] if entry is not None else None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> object:
    """The tree as str, list and dict."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name.value: plain(child) for name, child in node}


def place_at(node: Node, path: tuple[int | str, ...]) -> Place:
    """The place of what `path` leads to; of the last thing on the way that is there, when it leads nowhere."""
    place = node.place
    for part in path:
        child: Node | None = None
        if isinstance(node, Mapping):
            key = node.key(str(part))
            if key is None:
                return place
            place = key.place
            child = node.get(str(part))
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            child = node.items[part]
            place = child.place
        if child is None:
            return place
        node = child
    return place

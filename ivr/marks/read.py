"""Reading YAML into marked nodes, refusing what another reader would have changed.

`yaml.safe_load` makes 22:00 into 1320, 0123 into 83 and no into False, lets a second key win over the first, and
lets 306 bytes describe 387 million nodes. Here every scalar is its text; anchors, aliases, tags, merge keys,
duplicate keys and empty values are refused; and bytes, depth and events are capped while the events come in,
before anything is built (the C loader crashes on 100,000 nested brackets, so the Python one is used).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from ivr.marks.complaint import Complaint, Place
from ivr.marks.nodes import Mapping, Node, Scalar, Sequence
from ivr.marks.text import MAX_BYTES, decode
from ivr.marks.wording import worded

__all__ = ["MAX_BYTES", "MAX_DEPTH", "read"]

MAX_DEPTH = 30
"""A flow's deepest honest nesting is about 8."""
MAX_NODES = 8_000
"""Ten times a long flow; reading more than this takes a second."""


class _Refused(Exception):  # noqa: N818 - carries a complaint out of the recursion
    def __init__(self, complaint: Complaint) -> None:
        super().__init__(str(complaint))
        self.complaint = complaint


def read(source: bytes | str, file: str) -> tuple[Node | None, list[Complaint]]:
    """The document in `source` as marked nodes, and every complaint about how it is written.

    `file` is the name used in places. The node is None when nothing usable could be read.
    """
    node, complaints = _read(source, file) if len(source) <= MAX_BYTES else _parsed(source, file)
    return node, list(complaints)


@lru_cache(maxsize=64)  # a file is asked for by several rooms, and a change touches one file of twenty
def _read(source: bytes | str, file: str) -> tuple[Node | None, tuple[Complaint, ...]]:
    node, complaints = _parsed(source, file)
    return node, tuple(complaints)


def _parsed(source: bytes | str, file: str) -> tuple[Node | None, list[Complaint]]:
    text, complaints = decode(source, file, "yaml")
    if text is None:
        return None, complaints
    builder = _Builder(file, complaints)
    try:
        return builder.document(text), sorted(complaints)
    except _Refused as refused:
        return None, sorted([*complaints, refused.complaint])
    except yaml.MarkedYAMLError as error:
        return None, [worded(error, file)]


@dataclass
class _Builder:
    file: str
    complaints: list[Complaint]
    events: Iterator[yaml.Event] = field(default_factory=lambda: iter(()))
    nodes: int = 0

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def refuse(self, event: yaml.Event, rule: str, message: str, remedy: str) -> _Refused:
        return _Refused(Complaint(self.place(event), rule, message, remedy))

    def document(self, text: str) -> Node | None:
        self.events = yaml.parse(text, Loader=yaml.SafeLoader)
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(
                        event,
                        "yaml-documents",
                        "A second document starts here",
                        "one file is one document: remove the '---'",
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, 1)
        if root is None:
            self.complaints.append(
                Complaint(
                    Place(self.file),
                    "yaml-empty",
                    "The file is empty",
                    "see docs/flow-language.md for what belongs in it",
                )
            )
        return root

    def node(self, event: yaml.Event, depth: int) -> Node:
        place = self.place(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse(
                event,
                "yaml-size",
                f"There are more than {MAX_NODES} keys and values here",
                "split it into several files",
            )
        if depth > MAX_DEPTH:
            raise self.refuse(
                event,
                "yaml-depth",
                f"This is nested more than {MAX_DEPTH} deep",
                "flows are never this deep: check the brackets",
            )
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(
                event,
                "yaml-alias",
                f"An alias (*{event.anchor}) is not allowed",
                "write the text out again; if it is to be the words '*...', put it in quotes",
            )
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise self.refuse(
                event,
                "yaml-anchor",
                f"An anchor (&{event.anchor}) is not allowed",
                "write the text out where it is needed; if it is to be the words '&...', put it in quotes",
            )
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag:
            raise self.refuse(
                event,
                "yaml-tag",
                f"A tag ({event.tag}) is not allowed",
                "remove it; if it is to be the words '!...', put it in quotes",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(child := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(child, depth + 1))
            return Sequence(tuple(items), place)
        return self.mapping(place, depth)

    def scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        plain = event.style is None
        if plain and event.value.lower() in ("", "~", "null"):
            self.complaints.append(
                Complaint(
                    place,
                    "yaml-null",
                    "There is no value here",
                    "give it one, or remove the key; for the word itself put it in quotes; inside { } names that share "
                    "a value stand in quotes: {'a, b': ...}",
                )
            )
        return Scalar(event.value, place, quoted=not plain)

    def mapping(self, place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(event, "yaml-key", "A key must be plain text", "put quotes around it")
            value = self.node(next(self.events), depth + 1)
            if key.value == "<<" and not key.quoted:
                self.complaints.append(
                    Complaint(key.place, "yaml-merge", "A merge key (<<) is not allowed", "write the entries out")
                )
            elif key.value in seen:
                first = seen[key.value]
                self.complaints.append(
                    Complaint(
                        key.place,
                        "yaml-duplicate",
                        f"'{key.value}' is here a second time (first in line {first.line})",
                        "keep one of them; the other would silently win",
                    )
                )
            else:
                seen[key.value] = key.place
                entries.append((key, value))
        return Mapping(tuple(entries), place)

"""Edits of files as people make them: a key lost, misspelt or doubled, a value of another type, verbs mixed."""

import json
import re
from collections.abc import Iterator

from ivr.marks import Node, Place, Scalar, nodes

HERE = Place("file.yaml")
PLAIN = re.compile(r"[A-Za-z0-9_.+$-]([A-Za-z0-9_.+$/ -]*[A-Za-z0-9_.+$/-])?")
Path = tuple[int, ...]


def leaf(text: str, *, quoted: bool = False) -> Scalar:
    return Scalar(text, HERE, quoted)


VALUES: tuple[Node, ...] = (
    *map(leaf, ("x", "3", "-1", "0.5", "100", "true", "false", "always", "closed", "silent", "$owed.full", "1000")),
    leaf("", quoted=True),
    nodes.Mapping((), HERE),
    nodes.Mapping(((leaf("to"), leaf("x")),), HERE),
    nodes.Mapping(((leaf("say"), leaf("x")), (leaf("return"), leaf("y"))), HERE),
    nodes.Mapping(((leaf("if"), leaf("a.b")), (leaf("to"), leaf("x"))), HERE),
    nodes.Sequence((), HERE),
    nodes.Sequence((leaf("x"), leaf("3")), HERE),
)
KEYS = (
    *("tp", "say", "menu", "ask", "do", "when", "confirm", "return", "hang_up", "to", "with", "on", "at_most", "for"),
    *("save", "secret", "if", "unless", "else", "value", "1", "star", "steps", "flow", "prompt", "min", "length"),
    *("call", "calls", "press", "early", "hears", "wait", "confidence", "minutes", "days", "monday", "hours", "key"),
)


def places(node: Node, path: Path = ()) -> Iterator[Path]:
    """The path of every node, in entries."""
    yield path
    children = node.items if isinstance(node, nodes.Sequence) else ()
    if isinstance(node, nodes.Mapping):
        children = tuple(child for _, child in node)
    for number, child in enumerate(children):
        yield from places(child, (*path, number))


def at(node: Node, path: Path) -> Node:
    for number in path:
        node = node.items[number] if isinstance(node, nodes.Sequence) else node.entries[number][1]
    return node


def put(node: Node, path: Path, new: Node | None, key: str | None = None) -> Node:
    """The tree with another node at a path, or without it (None), or under another key."""
    if not path:
        return new if new is not None else node
    number, *rest = path
    if isinstance(node, nodes.Sequence):
        child = put(node.items[number], tuple(rest), new, key) if rest else new
        kept = () if child is None else (child,)
        return nodes.Sequence((*node.items[:number], *kept, *node.items[number + 1 :]), HERE)
    old, value = node.entries[number]
    child = put(value, tuple(rest), new, key) if rest else new
    name = leaf(key) if key is not None and not rest else old
    entries = () if child is None else ((name, child),)
    return nodes.Mapping((*node.entries[:number], *entries, *node.entries[number + 1 :]), HERE)


def add(node: Node, path: Path, key: str, value: Node) -> Node:
    """The tree with another entry in the mapping at a path; one with that key already is left alone."""
    found = at(node, path)
    if isinstance(found, nodes.Sequence):
        return put(node, path, nodes.Sequence((*found.items, value), HERE))
    if not isinstance(found, nodes.Mapping) or found.get(key) is not None:
        return node
    return put(node, path, nodes.Mapping((*found.entries, (leaf(key), value)), HERE))


def rename(node: Node, path: Path, key: str) -> Node:
    """The tree with the entry at a path under another key."""
    if not path:
        return node
    inside = at(node, path[:-1])
    if not isinstance(inside, nodes.Mapping) or inside.get(key) is not None:
        return node
    return put(node, path, at(node, path), key)


def written(node: Node) -> str:
    """The tree as YAML: quotes only where they were, or where they are needed."""
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, nodes.Sequence):
        return "[" + ", ".join(map(written, node.items)) + "]"
    return "{" + ", ".join(f"{_scalar(key)}: {written(value)}" for key, value in node) + "}"


def _scalar(node: Scalar) -> str:
    return node.value if not node.quoted and PLAIN.fullmatch(node.value) else json.dumps(node.value, ensure_ascii=False)

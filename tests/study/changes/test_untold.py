"""Nothing that is written can change without being told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ivr.marks import plain, read
from ivr.runtime.actions import CONTRACTS
from ivr.runtime.folders import folder_files
from ivr.study.changes import Side, compare, side_of

SHIPPED = {name: content for name, content in folder_files(Path("flows")).items() if name.endswith(".yaml")}

STRIDES = 12
"""How many values of each file are changed, from all over it."""


def side(files: dict[str, bytes]) -> Side | None:
    return side_of(files, CONTRACTS)


def tree(name: str) -> object:
    node, _ = read(SHIPPED[name], name)
    assert node is not None
    return plain(node)


def leaves(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value."""
    if isinstance(node, dict):
        for key, each in node.items():
            yield from leaves(each, (*path, key))
    elif isinstance(node, list):
        for at, each in enumerate(node):
            yield from leaves(each, (*path, at))
    else:
        yield path


def changed(node: object, path: tuple[str | int, ...]) -> object:
    """The tree with another value at the end of a path."""
    if not path:
        return {"3": "4", "verified": "identified", "closed": "always"}.get(str(node), _other(str(node)))
    if isinstance(node, dict):
        return {key: changed(each, path[1:]) if key == path[0] else each for key, each in node.items()}
    assert isinstance(node, list)
    return [changed(each, path[1:]) if at == path[0] else each for at, each in enumerate(node)]


def _other(text: str) -> str:
    return f"1{text}" if text[:1].isdigit() and ":" not in text else f"{text}x" if text else "x"


@pytest.fixture(scope="module")
def shipped() -> Side:
    made = side(SHIPPED)
    assert made is not None
    return made


def test_the_same_files_are_the_same(shipped: Side):
    assert compare(shipped, shipped) == ()


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_another_value_is_told(shipped: Side, name: str):
    whole = tree(name)
    paths = [path for path in leaves(whole) if path != ("flow",)]  # must be the file's own name
    tried = 0
    for path in paths[:: max(1, len(paths) // STRIDES)]:
        text = yaml.safe_dump(changed(whole, path), allow_unicode=True, sort_keys=False)
        other = side({**SHIPPED, name: text.encode()})
        if other is not None:
            tried += 1
            assert compare(shipped, other), f"{name}: {path} changed, and nothing was told"
    assert tried > len(paths) // STRIDES // 2


def test_a_line_that_is_not_readable_has_no_side():
    assert side({**SHIPPED, "main.yaml": b"flow: main\n\tsteps: {"}) is None
    assert side({**SHIPPED, "main.yaml": b"flow: main\ntitle: t\nsteps:\n  one: {sya: hello}\n"}) is None
    assert side({name: content for name, content in SHIPPED.items() if name != "policy.yaml"}) is None

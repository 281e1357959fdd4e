"""Cycles in a graph: what can be come back to."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def knots(edges: Mapping[Node, Iterable[Node]]) -> list[frozenset[Node]]:
    """The largest sets of nodes each of which leads to every other (Tarjan's, without recursion). A single node is
    one only where it leads to itself."""
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    held: set[Node] = set()
    found: list[frozenset[Node]] = []
    for first in edges:
        if first in index:
            continue
        work = [(first, iter(edges[first]))]
        index[first] = low[first] = len(index)
        stack.append(first)
        held.add(first)
        while work:
            here, following = work[-1]
            for to in following:
                if to not in index and to in edges:
                    index[to] = low[to] = len(index)
                    stack.append(to)
                    held.add(to)
                    work.append((to, iter(edges[to])))
                    break
                if to in held:
                    low[here] = min(low[here], index[to])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    at = stack.index(here)
                    knot = frozenset(stack[at:])
                    del stack[at:]
                    held -= knot
                    if len(knot) > 1 or here in edges[here]:
                        found.append(knot)
    return found


def round_trip(edges: Mapping[Node, Iterable[Node]], start: Node, within: frozenset[Node]) -> list[Node]:
    """The shortest way from a node back to it, without its end; empty where there is none."""
    came: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for to in edges[here]:
            if to == start:
                path = [here]
                while path[0] != start:
                    path.insert(0, came[path[0]])
                return path
            if to in within and to not in came:
                came[to] = here
                waiting.append(to)
    return []

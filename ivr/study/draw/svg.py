"""A graph as SVG, laid out by Graphviz."""

from __future__ import annotations

import subprocess
import sys

from ivr.study.draw.counts import Counts
from ivr.study.draw.dot import write_dot
from ivr.study.draw.faults import DrawingError
from ivr.study.draw.graph import Graph

_LAYOUT = """
import sys
import pygraphviz
drawn = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode()).draw(format="svg", prog="dot")
sys.stdout.buffer.write(drawn)
"""
SECONDS = 60


def write_svg(graph: Graph, counts: Counts | None = None) -> str:
    """The graph as an SVG file. Raises DrawingError when Graphviz cannot draw it.

    Graphviz runs in a process of its own: it writes its remarks to the terminal, and a fault in it would end ours.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _LAYOUT],
            input=write_dot(graph, counts).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").splitlines()
        reason = [line for line in said if line.strip() and not line.startswith("Fontconfig")] or ["no reason given"]
        raise DrawingError(
            f"Graphviz could not draw {graph.name}: {reason[-1]}; pip install pygraphviz brings it, and "
            "--format mermaid and --format dot need none"
        ) from None
    except subprocess.TimeoutExpired:
        raise DrawingError(f"Graphviz took more than {SECONDS} s to draw {graph.name}") from None
    return done.stdout.decode()

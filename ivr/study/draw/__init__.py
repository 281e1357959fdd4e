"""Drawings of a line: the graph of a flow or of all flows, and a writer for each format."""

from ivr.study.draw.counts import Colouring, Counts, read_counts
from ivr.study.draw.dot import write_dot
from ivr.study.draw.faults import DrawingError
from ivr.study.draw.flow_graph import flow_graph
from ivr.study.draw.graph import Arrow, Box, Graph, Note, Row, Shape
from ivr.study.draw.mermaid import write_mermaid
from ivr.study.draw.overview import overview
from ivr.study.draw.svg import write_svg

__all__ = [
    "Arrow",
    "Box",
    "Colouring",
    "Counts",
    "DrawingError",
    "Graph",
    "Note",
    "Row",
    "Shape",
    "flow_graph",
    "overview",
    "read_counts",
    "write_dot",
    "write_mermaid",
    "write_svg",
]

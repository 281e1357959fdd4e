"""YAML as marked nodes, and complaints with file:line:column."""

from ivr.marks.bind import Written, bind, value_place
from ivr.marks.complaint import Complaint, Place, nearest
from ivr.marks.nodes import Mapping, Node, Scalar, Sequence, place_at, plain
from ivr.marks.read import read
from ivr.marks.text import decode

__all__ = [
    "Complaint",
    "Mapping",
    "Node",
    "Place",
    "Scalar",
    "Sequence",
    "Written",
    "bind",
    "decode",
    "nearest",
    "place_at",
    "plain",
    "read",
    "value_place",
]

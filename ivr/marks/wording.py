"""What PyYAML says of a file that cannot be read, in an admin's words, at the place where it can be mended."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from ivr.marks.complaint import Complaint, Place


@dataclass(frozen=True)
class _Words:
    problem: re.Pattern[str]
    message: str
    remedy: str
    opened: bool = False
    """The place is where the thing began that went wrong (a quote, a bracket), not where the reader gave up."""


_SPEECH = (
    _Words(
        re.compile(r"found character '(\\t)' that cannot start"), "A tab stands here", "indent with spaces, not tabs"
    ),
    _Words(
        re.compile(r"found character '(.)' that cannot start"),
        "A text cannot begin with {0}",
        "put the text in quotes",
    ),
    _Words(
        re.compile(r"expected alphabetic or numeric character"),
        "A text cannot begin with * or &",
        "put it in quotes; the key of a telephone is written star",
        opened=True,
    ),
    _Words(
        re.compile(r"could not find expected ':'"),
        "There is no colon after this, or no space after its colon",
        "write 'key: value'",
        opened=True,
    ),
    _Words(
        re.compile(r"mapping values are not allowed"),
        "A colon cannot stand here",
        "put text that holds a colon in quotes; or the line above lacks its colon, or this one begins too far right",
    ),
    _Words(re.compile(r"sequence entries are not allowed"), "A list cannot begin here", "begin it on the next line"),
    _Words(
        re.compile(r"found unexpected end of stream"), "This quote is not closed", "write it a second time", opened=True
    ),
    _Words(
        re.compile(r"expected ',' or '([}\]])'"),
        "This bracket is not closed, or a comma is missing in it",
        "close it with {0}",
        opened=True,
    ),
    _Words(
        re.compile(r"expected the node content, but found '(.*)'"),
        "There is no value before this {0}",
        "write one, or remove the {0}",
    ),
    _Words(
        re.compile(r"found unknown escape character"),
        "A backslash has a meaning of its own in double quotes",
        "write single quotes ('...') around this text",
    ),
    _Words(
        re.compile(r"expected <block end>, but found '[?-]'"),
        "Lines with a dash and lines without stand in one block here",
        "write all of them with a dash, or none",
    ),
    _Words(
        re.compile(r"expected <block end>, but found '<(scalar|tag|anchor|alias)>'"),
        "This follows a text that is over already",
        "close every quote where its text ends; write a quote within '...' twice",
    ),
    _Words(
        re.compile(r"'?<?(block end|document start)>?'?, but found '<block (mapping|sequence) start>'"),
        "This line does not begin in the column of its neighbours",
        "keys that belong together begin in the same column: look at this line and at those above it",
    ),
)


def worded(error: yaml.MarkedYAMLError, file: str) -> Complaint:
    """The complaint for what PyYAML found."""
    problem = (error.problem or str(error)).rstrip(".")
    for words in _SPEECH:
        if found := words.problem.search(problem):
            mark = (error.context_mark if words.opened else None) or error.problem_mark
            remedy = words.remedy.format(*found.groups())
            return Complaint(_place(file, mark), "yaml", words.message.format(*found.groups()), remedy)
    place = _place(file, error.problem_mark or error.context_mark)
    advice = "check the indentation, quotes and brackets around here"
    return Complaint(place, "yaml", f"This is not readable YAML: {problem}", advice)


def _place(file: str, mark: yaml.Mark | None) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)

"""A value that another reader of YAML would change.

What: a value without quotes that most programs read as something else than is written: `no` as false, `0123` as 83,
`22:00` as 1320, `1e3` as 1000.0, `1_000` as 1000. Here each is the text that was written. Keys (`on:`, `no:`), spans of
time, dates, amounts and plain whole numbers are what they seem to every reader, or are the language's own words.
Why: editors, scripts and the next program that reads the file would not see what this line does.

Bad:
    steps:
      code: {set: {area: 0123}}
      done: {hang_up: silent}
Good:
    steps:
      code: {set: {area: '0123'}}
      done: {hang_up: silent}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivr.flow.analysis import Analysis
from ivr.flow.rules.base import rule
from ivr.marks import Complaint, Node, nodes

_READ_AS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"yes|Yes|YES|on|On|ON|True|TRUE"), "true"),
    (re.compile(r"no|No|NO|off|Off|OFF|False|FALSE"), "false"),
    (re.compile(r"[-+]?0[0-9_]+|0o[0-7_]+"), "a number of another kind"),
    (re.compile(r"\+[0-9]+"), "a number without its plus"),
    (re.compile(r"[-+]?(0x[0-9a-fA-F_]+|0b[01_]+)"), "a number of another kind"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"), "a number of minutes or seconds"),
    (re.compile(r"[-+]?(\d+\.?\d*|\.\d+)[eE][-+]?\d+|[-+]?\d+\.|[-+]?\.\d+"), "a number"),
    (re.compile(r"[-+]?\d[\d,]*_[\d_.]*"), "a number"),
    (re.compile(r"(?i)[-+]?\.(inf|nan)"), "no number at all"),
)


@rule("yaml-changed")
def yaml_changed(analysis: Analysis) -> Iterator[Complaint]:
    draft = analysis.draft
    for root in (draft.node, *(flow.node for flow in draft.flows.values())):
        yield from changed_elsewhere(root)


def changed_elsewhere(node: Node) -> Iterator[Complaint]:
    """The same of any file of a line: policy.yaml and hours.yaml are held to it where they are read."""
    if isinstance(node, nodes.Scalar):
        read = next((what for form, what in _READ_AS if form.fullmatch(node.value)), None)
        if read is not None and not node.quoted:
            yield Complaint(
                node.place,
                "yaml-changed",
                f"'{node.value}' would be {read} to other readers of YAML",
                f"put it in quotes: '{node.value}'",
            )
        return
    for child in node.items if isinstance(node, nodes.Sequence) else (each for _, each in node):
        yield from changed_elsewhere(child)

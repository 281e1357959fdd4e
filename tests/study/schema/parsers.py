"""What the line's own readers say of the structure of a file: the complaints that a schema must know of too."""

import re
from functools import cache
from pathlib import Path

from ivr.domain.hours_file import read_hours
from ivr.domain.policy import Rules
from ivr.errors import TranscriptError
from ivr.flow.analysis import analyse
from ivr.flow.binding import bind_flow
from ivr.flow.draft import Draft
from ivr.flow.line import LineSettings
from ivr.flow.rules import RULES
from ivr.flow.settings import bind_settings
from ivr.marks import bind, nodes, read
from ivr.runtime.actions import CONTRACTS
from ivr.transcript import read_transcript

STRUCTURE = {"two-ways", "leads-nowhere", "unknown-choice", "branch"}
"""Rules of `ivr check` that need no more than the file's own form."""

UNKNOWN_TO_SCHEMAS = (
    r"This file is '",  # the file's name
    r"is not a language tag",
    r"is not a time zone",
    r"is not a currency",
    r"Not a regular expression|is not a regular expression",
    r"the lengths must be in order",
    r"No branch after this 'else'",  # which item of a list is the last
    r"yaml-duplicate",  # `a, b:` beside `a:`, a step in steps and in asides
    r"hours-twice",
    r"hours-queue",
    r"hours-holidays",
    r"is not on the clock",  # 25:00
    r"ends before it begins",
    r"write days in the order of the week",
    r"overlap",
    r"day is out of range|month value",  # a date no calendar has
    r"unknown-variable",
)
"""What only the readers know, with what words they say it."""


def structural(kind: str, text: str, name: str = "pay") -> list[str]:
    """What is wrong with the form of a file."""
    node, wrong = read(text, "file.yaml")
    found = list(map(str, wrong))
    if node is not None:
        found += KINDS[kind](node, text, name)
    return [
        each for each in found if not any(re.search(pattern, each, re.IGNORECASE) for pattern in UNKNOWN_TO_SCHEMAS)
    ]


@cache
def _settings() -> tuple[LineSettings, nodes.Mapping]:
    node, _ = read(Path("flows/line.yaml").read_bytes(), "line.yaml")
    assert node is not None
    settings, split, _ = bind_settings(node)
    assert settings is not None
    assert split is not None
    return settings, split


def _checked(draft: Draft) -> list[str]:
    analysis = analyse(draft)
    rules = [rule for rule in RULES if STRUCTURE & set(rule.ids)]
    return [str(each) for rule in rules for each in rule.check(analysis) if each.rule in STRUCTURE]


def _flow(node: nodes.Node, _text: str, name: str) -> list[str]:
    flow, wrong = bind_flow(node, name, "file.yaml")
    found = list(map(str, wrong))
    if flow is not None:
        settings, split = _settings()
        found += _checked(Draft(settings, split, {name: flow}, contracts=CONTRACTS))
    return found


def _line(node: nodes.Node, _text: str, _name: str) -> list[str]:
    settings, split, wrong = bind_settings(node)
    found = list(map(str, wrong))
    if settings is not None and split is not None:
        found += _checked(Draft(settings, split, {}))
    return found


def _policy(node: nodes.Node, _text: str, _name: str) -> list[str]:
    return list(map(str, bind(node, Rules)[1]))


def _hours(node: nodes.Node, _text: str, _name: str) -> list[str]:
    return list(map(str, read_hours(node)[1]))


def _transcript(_node: nodes.Node, text: str, _name: str) -> list[str]:
    try:
        read_transcript(text, "file.yaml")
    except TranscriptError as error:
        return str(error).splitlines()
    return []


KINDS = {"flow": _flow, "line": _line, "policy": _policy, "hours": _hours, "transcript": _transcript}

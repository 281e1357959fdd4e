"""A caller of a load knows what to press, whatever the line asks: each question, silence at it, a wrong answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.caller import Caller
from tests.load.people import Person

ENTRY = re.compile(r"^([\w-]+) = (.*(?:\n(?: +.*|}.*))*)", re.MULTILINE)
PART = re.compile(r"^    \.([\w-]+) = ", re.MULTILINE)
ASKED = re.compile(r"^    (?:menu|ask|confirm|prompt|resume): ([\w-]+)$", re.MULTILINE)
NOT_THESE = {
    "verify-postcode": "the people of a load have their birthday on file",
    "verify-last-payment": "the same",
    "pay-other-amount": "they pay all of it",
    "agent-waiting": "said in a queue, where the telephone's part is over",
}


def questions() -> Iterator[tuple[str, str]]:
    """Every prompt at which the shipped line waits for a caller, as it is said first, and again after a bad answer."""
    flows = "\n".join(file.read_text() for file in Path("flows").glob("*.yaml"))
    wanted = set(ASKED.findall(flows)) - set(NOT_THESE) - {"deferral.request"}
    for name, text in ENTRY.findall(Path("flows/prompts/en-US.ftl").read_text()):
        if name not in wanted:
            continue
        first, *rest = PART.split(text)
        parts = dict(zip(rest[::2], rest[1::2], strict=True))
        choices = " ".join(said for part, said in parts.items() if part.startswith("choice"))
        yield name, f"{first} {choices}"
        yield from ((f"{name}.{part}", f"{said} {choices}") for part, said in parts.items() if part.startswith("no_"))


QUESTIONS = dict(questions())


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_caller_knows_what_to_press(name: str) -> None:
    said = " ".join(QUESTIONS[name].split())
    document = f'<Response><Gather action="/next"><Say>{re.sub("[<>&]", " ", said)}</Say></Gather></Response>'
    move = Caller(Person(1), "pay", ["tok_ok_1"]).hear(document.encode())
    assert (move.url, move.why) == ("/next", ""), said


def test_there_are_as_many_questions_as_the_line_has() -> None:
    assert len(QUESTIONS) > 50

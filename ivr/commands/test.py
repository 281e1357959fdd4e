"""ivr test: transcripts against the line in this folder, or any TwiML application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from ivr.commands.house import LAB_URL, lab_house
from ivr.phone import Dialler, Line
from ivr.phone.commands import make_test_command
from ivr.runtime.bootstrap import House
from ivr.wsgi import application


def line_of(house: House) -> Line:
    """The telephone's way to a lab in this process: no network, the same HTTP."""
    settings = house.lines.live.line.settings
    return Line(
        f"{LAB_URL}/voice",
        house.token.reveal(),
        fallback_url=f"{LAB_URL}/voice/fallback",
        status_url=f"{LAB_URL}/voice/status",
        number=settings.numbers[0],
        agent_number=next(iter(settings.agents), None),
        transport=httpx.WSGITransport(app=application(house)),
    )


def in_process() -> Dialler:
    """Calls the line in `flows`; every transcript begins with a reset of the same lab."""
    stack = ExitStack()
    lines: list[Line] = []

    @contextmanager
    def dialler() -> Iterator[Line]:
        if not lines:
            lines.append(line_of(stack.enter_context(lab_house(Path("flows")))))
        yield lines[0]

    return dialler


test = make_test_command(in_process)

"""The shipped line with as many flows as one likes: its flows again and again under other names, each round reached
from the one before, so that every flow is one that a call may come to."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ONCE = {"welcome", "verify", "language"}
"""What a line has one of: where calls begin, who makes sure who is calling, and what a key of every menu leads to."""
DOOR = "    say: main-payment-again\n    to: after_payment\n"
"""A step of the main menu's flow, from which the next round is reached."""


def wider(line: Path, place: Path, times: int) -> int:
    """Write `line` into `place` with `times` as many flows (but for `ONCE`). Gives how many flows that are."""
    shutil.copytree(line, place, ignore=shutil.ignore_patterns("tests"))
    texts = {file.stem: file.read_text() for file in place.glob("*.yaml")}
    flows = {name: text for name, text in texts.items() if text.startswith("flow:")}
    again = {name: text for name, text in flows.items() if name not in ONCE}
    if DOOR not in again["main"]:
        raise ValueError("main.yaml has no payment_again any more, from which further flows were reached")
    for number in range(1, times + 1):
        for name, text in again.items():
            made = text if number == 1 else _renamed(text, again, number)
            if name == "main" and number < times:
                made = made.replace(DOOR, DOOR.replace("after_payment", "further") + _further(number + 1))
            (place / f"{_name(name, number)}.yaml").write_text(made)
    settings = texts["line"].partition("\nlimits:")[0]  # what a call may take at most: this one takes more
    (place / "line.yaml").write_text(settings + "\n")
    return len(flows) + len(again) * (times - 1)


def _name(flow: str, number: int) -> str:
    return flow if number == 1 else f"{flow}_{number}"


def _renamed(text: str, flows: dict[str, str], number: int) -> str:
    known = re.compile(rf"(^flow|\brun): ({'|'.join(flows)})\b", re.MULTILINE)
    return known.sub(lambda found: f"{found[1]}: {_name(found[2], number)}", text)


def _further(number: int) -> str:
    return f"\n  further:\n    run: {_name('main', number)}\n    to: after_payment\n"

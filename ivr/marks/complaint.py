"""Complaints: what is wrong in a file, where, and what would mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Complaint:
    """One fault: `flows/pay.yaml:12:7 unknown-key There is no option 'tp' here (did you mean 'to'?)`.

    `rule` is the fault's short name, `message` says what is wrong in an admin's words, `remedy` what to do.
    """

    place: Place
    rule: str
    message: str
    remedy: str = field(default="", compare=False)

    def __str__(self) -> str:
        tail = f" ({self.remedy})" if self.remedy else ""
        return f"{self.place} {self.rule} {self.message}{tail}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy: `did you mean 'to'?` when something known is close, else what there is, else nothing."""
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if names and len(names) <= 25:
        return "there is: " + ", ".join(names)
    return ""

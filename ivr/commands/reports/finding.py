"""What was found: a complaint, or a note, which does not keep a line from going live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ivr.marks import Complaint


@dataclass(frozen=True, order=True)
class Finding:
    complaint: Complaint
    note: bool = False


Report = Callable[[Sequence[Finding]], str]
"""All of it as one text; without a line end at its end, and empty where there is nothing to say."""

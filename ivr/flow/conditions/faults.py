"""What is wrong with a condition, before it has a place in a file."""

from __future__ import annotations


class Misread(ValueError):  # noqa: N818 - it is read, and wrongly
    """The condition cannot be used. `at` is the offset in its text where the trouble is."""

    def __init__(self, rule: str, at: int, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.at = at
        self.message = message
        self.remedy = remedy

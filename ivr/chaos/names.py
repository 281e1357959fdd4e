"""Calls by number, and as the story tells them."""

from __future__ import annotations


def sid(number: int) -> str:
    """The carrier's id of the run's nth call."""
    return f"CA{number:032x}"


def short(call: str) -> str:
    return f"call {int(call[2:], 16)}" if call.startswith("CA") else call

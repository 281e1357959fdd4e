"""queue: the caller waits for a person."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ivr.flow.verbs.base import Step


class Queue(Step):
    """`queue: support` asks the hours and the queue, then waits.

    prompt: said while waiting, { $position } and { $minutes } at hand. about: a word for what the caller wants, told to
    the agent. longest: the most minutes of waiting before the outcome `too_long`."""

    verb: ClassVar[str] = "queue"
    outcomes: ClassVar[tuple[str, ...]] = ("answered", "closed", "full", "too_long", "no_agents", "failed")
    normal: ClassVar[str | None] = "answered"

    queue: str
    prompt: str
    about: str | None = None
    longest: int = Field(default=30, ge=1, le=240)

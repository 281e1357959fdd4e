"""resume: a caller who was cut off is asked whether to go on at the last checkpoint."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Resume(Step):
    """`resume: welcome-cut-off`: a question answered by yes or no, asked only where there is something to go on with.

    After yes the caller proves again what they had proven, and the call goes on at the checkpoint: it does not come
    back here. `nothing` is normal: there is nothing to go on with, or nothing of this caller's."""

    verb: ClassVar[str] = "resume"
    outcomes: ClassVar[tuple[str, ...]] = ("nothing", "no", "no_input", "no_match", "not_verified")
    normal: ClassVar[str | None] = "nothing"

    resume: str

"""run: another flow, which comes back."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Run(Step):
    """`run: verify`, `with` what the flow `takes`. `done` goes on; every other `return` of that flow needs `on`.
    `save: {number: case}` is not needed: `save: name` keeps the record of what it hands back."""

    verb: ClassVar[str] = "run"
    takes_inputs: ClassVar[bool] = True
    normal: ClassVar[str | None] = "done"

    run: str
    save: str | None = None

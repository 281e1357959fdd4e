"""return and hang_up as steps of their own."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator

from ivr.flow.verbs.base import Step


class Return(Step):
    """`return: done` ends this run of the flow; `with` hands values back."""

    verb: ClassVar[str] = "return"

    @model_validator(mode="after")
    def _named(self) -> Return:
        if not self.return_:
            raise ValueError("'return' names an outcome of this flow")
        return self


class HangUp(Step):
    """`hang_up: goodbye` says the prompt and ends the call; `hang_up: silent` just ends it."""

    verb: ClassVar[str] = "hang_up"

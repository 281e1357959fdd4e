"""do: an action of the business."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Do(Step):
    """`do: payment.charge` with its inputs in `with`; `save` keeps the result. Outcomes are the contract's."""

    verb: ClassVar[str] = "do"
    takes_inputs: ClassVar[bool] = True

    do: str
    save: str | None = None

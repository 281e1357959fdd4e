"""confirm: a fresh code for one action with these values."""

from __future__ import annotations

from typing import ClassVar

from ivr.flow.verbs.base import Step


class Confirm(Step):
    """`confirm: deferral.request`, `with:` the values the action will get, `ask:` the prompt that asks for the code.

    A code that names account, amount and payee is sent; the right one gives a grant that this action, with these
    values, spends once."""

    verb: ClassVar[str] = "confirm"
    takes_inputs: ClassVar[bool] = True
    outcomes: ClassVar[tuple[str, ...]] = ("confirmed", "wrong", "expired", "used_up", "no_input", "no_match")
    normal: ClassVar[str | None] = "confirmed"

    confirm: str
    prompt: str

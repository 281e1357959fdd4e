"""menu: the caller picks one of a few, by key or by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from ivr.flow.verbs.base import Step, Target

KEYS = (*"0123456789", "star", "pound")


class Option(Target):
    """A choice: a target, optionally with the `value` that `save` keeps and a condition (`if`, `unless`) under which
    it is offered. A choice with none of to, return, hang_up goes to the next step."""

    value: str | None = None
    if_: str | None = Field(default=None, alias="if")
    unless: str | None = None


def _option(given: object) -> object:
    return {"to": given} if isinstance(given, str) else given


class Menu(Step):
    """`menu: main-menu` says the prompt and its `.choice-<key>` lines for the choices offered, and waits for a key or
    a word of `.hear-<key>`. Keys are 0-9, star, pound."""

    verb: ClassVar[str] = "menu"
    outcomes: ClassVar[tuple[str, ...]] = ("given", "no_input", "no_match")
    normal: ClassVar[str | None] = "given"

    menu: str
    choices: Mapping[str, Annotated[Option, BeforeValidator(_option)]] = Field(min_length=1)
    save: str | None = None

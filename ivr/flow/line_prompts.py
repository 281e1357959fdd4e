"""The prompts the engine itself says: the line's own, and what each must have.

`text-...` prompts are messages that the business writes; their variables are its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.flow.types import MONEY, Type


@dataclass(frozen=True)
class LinePrompt:
    """One of the line's own prompts: when it is said, the variables at hand, the attributes it must have. A prompt of
    words only (`said` False) needs no text; an `optional` one may be left out, in all languages."""

    when: str
    variables: Mapping[str, Type] = field(default_factory=dict, hash=False)
    attributes: tuple[str, ...] = ()
    said: bool = True
    optional: bool = False


LINE_PROMPTS: Mapping[str, LinePrompt] = {
    "line-no-input": LinePrompt("the caller was silent and the prompt has no .no_input"),
    "line-no-match": LinePrompt("the answer was not understood and the prompt has no .no_match"),
    "line-too-low": LinePrompt("an answer is below the `min` of its ask", {"limit": MONEY}),
    "line-too-high": LinePrompt("an answer is above the `max` of its ask", {"limit": MONEY}),
    "line-holding": LinePrompt("an action outside still works"),
    "line-trouble": LinePrompt("something broke on our side"),
    "line-shortcuts": LinePrompt("a lone star in an ask; the text of each anywhere-... follows"),
    "line-nothing-back": LinePrompt("there is nothing to go back to"),
    "line-yes-no": LinePrompt("how to say yes and no", attributes=("hear-yes", "hear-no"), said=False),
    "line-spoken-digits": LinePrompt(
        "never said: the words for digits", attributes=tuple(f"hear-{digit}" for digit in range(10)), said=False
    ),
    "line-spoken-email": LinePrompt("never said: the words for the signs of an e-mail", said=False, optional=True),
    "line-wrong-code": LinePrompt("a code of a `confirm` was wrong and its prompt has no .wrong", optional=True),
    "line-goodbye": LinePrompt("the first flow returned: the call ends", optional=True),
}
"""By id. `limit` is of the type of what is asked for; an amount stands for it here."""

SHORTCUT = LinePrompt("the shortcuts are said", attributes=("hear",))
"""What `anywhere-<name>` must have, for each shortcut of line.yaml."""


def shortcut_prompt(name: str) -> str:
    """The prompt of a shortcut of `anywhere`."""
    return f"anywhere-{name}"


def spoken_elsewhere(prompt: str) -> bool:
    """Whether a prompt is said by others than flows: the engine, or the business in its messages."""
    return prompt.startswith(("line-", "text-", "anywhere-"))

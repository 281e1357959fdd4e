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
    "line-no-input": LinePrompt("said when the caller was silent and the prompt has no .no_input"),
    "line-no-match": LinePrompt("said when the answer was not understood and the prompt has no .no_match"),
    "line-too-low": LinePrompt("said when an answer is below the `min` of its ask", {"limit": MONEY}),
    "line-too-high": LinePrompt("said when an answer is above the `max` of its ask", {"limit": MONEY}),
    "line-holding": LinePrompt("said when an action outside still works"),
    "line-trouble": LinePrompt("said when something broke on our side"),
    "line-shortcuts": LinePrompt("said when a star is pressed alone in an ask; the text of each anywhere-... follows"),
    "line-nothing-back": LinePrompt("said when there is nothing to go back to"),
    "line-yes-no": LinePrompt(
        "said after a question that is answered by yes or no; its words for them",
        attributes=("hear-yes", "hear-no"),
        said=False,
    ),
    "line-spoken-digits": LinePrompt(
        "never said: the words for digits", attributes=tuple(f"hear-{digit}" for digit in range(10)), said=False
    ),
    "line-spoken-email": LinePrompt("never said: the words for the signs of an e-mail", said=False, optional=True),
    "line-wrong-code": LinePrompt(
        "said when a code of a `confirm` was wrong and its prompt has no .wrong", optional=True
    ),
    "line-goodbye": LinePrompt("said when the first flow returned: the call ends", optional=True),
}
"""By id. `limit` is of the type of what is asked for; an amount stands for it here."""

SHORTCUT = LinePrompt("said among the shortcuts", attributes=("hear",))
"""What `anywhere-<name>` must have, for each shortcut of line.yaml."""


def shortcut_prompt(name: str) -> str:
    """The prompt of a shortcut of `anywhere`."""
    return f"anywhere-{name}"


def spoken_elsewhere(prompt: str) -> bool:
    """Whether a prompt is said by others than flows: the engine, or the business in its messages."""
    return prompt.startswith(("line-", "text-", "anywhere-"))

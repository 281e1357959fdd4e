"""The words of a condition, with their places: for naming variables and for refusing what only compares nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ivr.flow.conditions.faults import Misread

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>\$?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    |(?P<sign>==|!=|<=|>=|&&|\|\||[-+*/%<>!()\[\],?:=&|])
    """,
    re.VERBOSE,
)
_WORDS = frozenset({"true", "false", "in", "days"})
_INSTEAD = {"=": "write '=='", "&": "write '&&'", "|": "write '||'", "and": "write '&&'", "or": "write '||'"}
_LONGEST = 500


@dataclass(frozen=True)
class Token:
    kind: str  # text, number, name, sign
    text: str
    at: int

    @property
    def word(self) -> str:
        """The inside of a quoted text."""
        return self.text[1:-1]


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a condition. Raises Misread for a character that conditions do not have."""
    if len(text) > _LONGEST:
        raise Misread("condition", 0, f"This condition is longer than {_LONGEST} characters", "split it into branches")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise Misread(
                "condition", at, f"'{text[at]}' has no meaning in a condition", "compare variables and values"
            )
        if match.lastgroup != "space":
            found.append(Token(match.lastgroup, match.group(), at))
        at = match.end()
    return tuple(found)


def names(text: str) -> tuple[str, ...]:
    """The paths of the variables in a condition; none when it cannot be read."""
    try:
        return tuple(dict.fromkeys(t.text for t in tokens(text) if t.kind == "name" and t.text not in _WORDS))
    except Misread:
        return ()


def refuse_computing(found: tuple[Token, ...]) -> None:
    """Conditions compare: what computes, chooses or calls (but for `days`) is refused. Raises Misread."""
    for number, token in enumerate(found):
        before = found[number - 1] if number else None
        after = found[number + 1] if number + 1 < len(found) else None
        if token.text in _INSTEAD and token.kind in ("sign", "name"):
            raise Misread("condition", token.at, f"'{token.text}' has no meaning in a condition", _INSTEAD[token.text])
        if token.kind == "name" and token.text.startswith("$"):
            raise Misread(
                "condition",
                token.at,
                f"A variable has no '$' in a condition: {token.text}",
                f"write '{token.text[1:]}'",
            )
        if token.kind == "name" and after is not None and after.text == "(" and token.text not in ("days", "in"):
            raise Misread(
                "condition",
                token.at,
                f"'{token.text}(...)' cannot be used in a condition",
                "the only function is days(14); compare what an action gave",
            )
        if token.kind != "sign" or token.text not in "+-*/%?:":
            continue
        if token.text in "+-" and after is not None and after.text == "days":
            continue
        if token.text == "-" and after is not None and after.kind == "number" and _opens(before):
            continue
        raise Misread(
            "condition",
            token.at,
            f"A condition compares and never computes: '{token.text}' is refused",
            "have the action give the value, or compare with other values",
        )


def _opens(before: Token | None) -> bool:
    """Whether a minus here is the sign of a number rather than a subtraction."""
    return before is None or (before.kind == "sign" and before.text not in (")", "]")) or before.text == "in"

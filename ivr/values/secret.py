"""Secret: a value that may be used and never written down."""

from __future__ import annotations

import hmac
from typing import NoReturn

from ivr.errors import SecretLeak


class Secret:
    """A one-time code, PIN, knowledge answer or payment token.

    It shows itself as `***`, compares in constant time, and refuses to be pickled or copied into JSON.
    `reveal()` is the only way in, and belongs in the one function that checks or sends the value.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    __hash__ = None  # type: ignore[assignment]  # a hash in a set is a way to test guesses

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return "***"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise SecretLeak("a Secret is never pickled or copied")

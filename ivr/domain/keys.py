"""Keyed hashes: one-time codes, look-up columns, and the pseudo-random choices made for accounts that do not exist.

HMAC-SHA256 (RFC 2104) under the server's key. Each use is labelled and its parts are length-prefixed, so that no use
can be mistaken for another. What is stored is useless without the key: a six-digit code or a birth date behind a
plain hash is guessed in a second.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import TypeVar

from ivr.values import Secret

T = TypeVar("T")

MIN_KEY_BYTES = 16
"""A key shorter than 128 bits is a mistake, not a key."""


class Keys:
    """Everything derived from the server's secret key. Raises ValueError for a key shorter than 16 bytes."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) < MIN_KEY_BYTES:
            raise ValueError(f"the server's key must have at least {MIN_KEY_BYTES} bytes")
        self._secret = secret

    def __repr__(self) -> str:
        return "Keys(***)"

    def _mac(self, use: str, *parts: str) -> bytes:
        message = b"".join(len(data).to_bytes(4, "big") + data for data in (part.encode() for part in (use, *parts)))
        return hmac.new(self._secret, message, hashlib.sha256).digest()

    def code(self, challenge: str, nonce: str, digits: int = 6) -> Secret:
        """The one-time code of a challenge. 256 bits modulo a million are even to one part in 10^71."""
        number = int.from_bytes(self._mac("code", challenge, nonce), "big") % 10**digits
        return Secret(f"{number:0{digits}d}")

    def lookup(self, kind: str, value: str, of: str = "") -> str:
        """The keyed hash (64 hex digits) that stands in a column instead of `value`.

        `of` binds it to its owner where it is compared and not searched: two customers' equal answers then differ.
        """
        return self._mac("lookup", kind, of, value).hex()

    def matches(self, stored: str, kind: str, given: Secret, of: str = "") -> bool:
        """Whether `given` is what `stored` was made from, in constant time."""
        return hmac.compare_digest(stored.encode(), self.lookup(kind, given.reveal(), of).encode())

    def ident(self, kind: str, key: str) -> str:
        """A row's id (24 hex digits) from the key of the doing that makes it: the same doing, the same id."""
        return self._mac("ident", kind, key).hex()[:24]

    def shuffled(self, kind: str, subject: str, options: Sequence[T]) -> list[T]:
        """`options` in an order that depends on `subject` and nothing else, as good as random to who has no key."""
        ranked = sorted(range(len(options)), key=lambda place: self._mac("shuffle", kind, subject, str(place)))
        return [options[place] for place in ranked]

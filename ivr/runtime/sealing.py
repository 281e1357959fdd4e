"""Sealing what must be kept for a while and must not be readable where it is kept: card tokens."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ivr.errors import StateError
from ivr.values import Secret


class Sealer:
    """Fernet (AES-128-CBC with HMAC-SHA256) under a key derived from the server's by HKDF (RFC 5869)."""

    def __init__(self, server_key: bytes) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ivr vault").derive(server_key)
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, secret: Secret) -> bytes:
        return self._fernet.encrypt(secret.reveal().encode())

    def open(self, sealed: bytes) -> Secret:
        """Raises StateError when it was sealed under another key."""
        try:
            return Secret(self._fernet.decrypt(sealed).decode())
        except InvalidToken:
            raise StateError("a sealed token does not open: was IVR_SECRET_KEY changed?") from None

"""One hash for many files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def fingerprint(files: Mapping[str, bytes]) -> str:
    """The hash of the files' names and contents (SHA-256, hex)."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()

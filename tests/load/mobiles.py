"""Everybody's mobile: the newest code that each was sent, read from the stand-in's shelf."""

from __future__ import annotations

import asyncio
import json
import re
import time

import sqlalchemy as sa

from ivr.store.lab import shelf

CODE = re.compile(r"code is (\d{6})")
OVERLAP = 300
"""Rows are numbered before they commit, so that a lower number may turn up after a higher one."""


class Mobiles:
    """Looks for new texts while somebody waits for one."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url)
        self._last = 0
        self._seen: set[int] = set()
        self._codes: dict[str, list[str]] = {}
        self._looking = asyncio.Lock()
        self._looked = 0.0

    async def code(self, to: str, used: int, patience: float) -> str | None:
        """The code that came to `to` after `used` others; None when none comes within `patience` seconds."""
        until = time.monotonic() + patience
        while len(self._codes.get(to, ())) <= used:
            if time.monotonic() > until:
                return None
            await asyncio.sleep(0.02)
            async with self._looking:
                if time.monotonic() - self._looked > 0.05:
                    await asyncio.to_thread(self._look)
                    self._looked = time.monotonic()
        return self._codes[to][-1]

    def newest(self, to: str) -> str | None:
        return self._codes.get(to, [None])[-1]

    def count(self, to: str) -> int:
        return len(self._codes.get(to, ()))

    def _look(self) -> None:
        columns = (shelf.c.number, shelf.c.document)
        query = sa.select(*columns).where(shelf.c.kind == "message", shelf.c.number > self._last - OVERLAP)
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(shelf.c.number)).all()
        except sa.exc.DBAPIError:  # it is being restarted
            return
        for number, document in rows:
            if number in self._seen:
                continue
            self._seen.add(number)
            told = json.loads(document)
            found = CODE.search(told["body"])
            if found is not None:
                self._codes.setdefault(told["to"], []).append(found.group(1))
            self._last = max(self._last, number)

    def close(self) -> None:
        self._engine.dispose()

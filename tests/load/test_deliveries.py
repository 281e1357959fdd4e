"""scripts/deliveries, small: webhooks in disorder to two processes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.load.deliveries import deliver, judge
from tests.load.house import environment, prepare, serving
from tests.support.postgres import Postgres


def test_every_webhook_has_one_effect_and_one_answer(server: Postgres, migrated: str, tmp_path: Path) -> None:
    folder, url = Path("flows").resolve(), server.url(template=migrated)
    prepare(url, folder, 40)
    with serving(environment(url, folder), 2, tmp_path / "log") as base:
        disorder = asyncio.run(deliver(base, url, deliveries=300, at_once=16, people=40, seed=3))
        verdict = judge(url, disorder, settle=1.0)
    assert disorder.sent >= 300
    assert verdict.wrong == []
    counted = dict(verdict.lines)
    for kind in ("twice, at once", "twice, late", "out of turn: a later one", "out of turn: an older one"):
        assert int(counted[f"sent: {kind}"]) > 15
    assert int(counted["callers told that they paid"]) > 8

"""scripts/kills, small: everything is killed once while callers pay."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.house import prepare
from tests.load.kills import run
from tests.support.postgres import Postgres


@pytest.fixture
def quiet() -> Iterator[None]:
    log = logging.getLogger("ivr")
    before = log.level
    log.setLevel(logging.CRITICAL)
    yield
    log.setLevel(before)


@pytest.mark.usefixtures("quiet")
def test_nobody_pays_twice_or_unheard(server: Postgres, migrated: str, tmp_path: Path) -> None:
    folder, url = Path("flows").resolve(), server.url(template=migrated)
    prepare(url, folder, 16)
    verdict, _, _ = run(server, url, folder, tmp_path / "stripe.db", tmp_path, (10, 3, 1), 5, (1, 1, 1))
    assert verdict.wrong == [], verdict.table()
    counted = dict(verdict.lines)
    assert counted["PostgreSQL restarted: fast"] == "1"
    assert int(counted["charges at the processor"]) > 5

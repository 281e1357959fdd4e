"""Every planted fault is found, and no other; scripts/reconcile-faults does the same a thousand times."""

from __future__ import annotations

import pytest

from ivr.runtime.reconciling.findings import SORTS
from ivr.store.database import Database
from tests.support.ledgers import Planted, ledger
from tests.support.written_ledgers import found, write


def test_all_that_is_planted_is_found_and_no_more(database: Database):
    planted = Planted()
    for seed in range(12):
        made = ledger(f"ledger-{seed}", seed, faults=10)
        with database.begin() as connection:
            write(connection, made)
        assert found(database, made) == made.planted, f"seed {seed}"
        planted += made.planted
    assert {sort for sort, _ in planted} == set(SORTS), "every sort of fault was planted"
    assert planted.total() == 120


@pytest.mark.parametrize("seed", [100, 101])
def test_nothing_is_found_where_nothing_is_wrong(database: Database, seed: int):
    made = ledger("right", seed, faults=0)
    with database.begin() as connection:
        write(connection, made)
    assert found(database, made) == Planted()

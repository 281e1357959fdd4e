"""A lab empties its own database, and no other."""

from __future__ import annotations

import pytest

from ivr.errors import SettingsError
from ivr.runtime.bootstrap import House
from ivr.store import lab
from ivr.store.ledger_tables import customers
from ivr.store.shelf import DatabaseShelf


def test_a_lab_may_be_reset_again_and_again(house: House):
    assert house.laboratory is not None
    DatabaseShelf(house.database).put("message", "1", {"to": "+12025550101", "channel": "text", "body": "x"})
    house.laboratory.reset()
    assert house.laboratory.texts(None, 0) == []


def test_a_database_that_was_used_for_real_is_not_emptied(house: House):
    assert house.laboratory is not None
    with house.database.begin() as connection:
        lab.clear(connection)  # the mark is gone: as if a line had filled it
    with pytest.raises(SettingsError, match="DATABASE_URL of its own"):
        house.laboratory.reset()
    with house.database.reading() as connection:
        assert connection.execute(customers.select()).first() is not None

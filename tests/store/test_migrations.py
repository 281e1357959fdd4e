"""The migrations make exactly the tables the code knows, on both databases."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import ivr.store
from ivr.errors import SettingsError
from ivr.store.database import Database, database_url
from ivr.store.migrate import is_current, upgrade
from ivr.store.schema import metadata


def test_migrations_make_the_tables_of_the_metadata(empty_url: str) -> None:
    for module in pkgutil.iter_modules(ivr.store.__path__):
        if module.name != "migrations":
            importlib.import_module(f"ivr.store.{module.name}")
    with closing(Database(empty_url)) as database:
        assert not is_current(database)
        upgrade(database)
        assert is_current(database)
        with database.begin() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []


def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    with closing(Database(empty_url)) as database:
        upgrade(database)
        upgrade(database)
        assert is_current(database)


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u@h/d", "postgresql+psycopg"),
        ("postgresql://u@h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg"),
        ("sqlite:///x.db", "sqlite"),
    ],
)
def test_a_url_gets_the_driver_this_project_uses(given: str, driver: str) -> None:
    assert database_url(given).drivername == driver


@pytest.mark.parametrize("given", ["mysql://u:hunter2@h/d", "hunter2"])
def test_another_url_is_refused_without_being_repeated(given: str) -> None:
    with pytest.raises(SettingsError) as refused:
        database_url(given)
    assert "hunter2" not in str(refused.value)


def test_sqlite_is_durable_and_holds_to_its_foreign_keys(tmp_path: object) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/x.db")) as database, database.begin() as connection:
        answers = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("journal_mode", "synchronous")
        ]
        assert answers == ["wal", 2]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.execute(sa.text("select 1")).scalar_one() == 1

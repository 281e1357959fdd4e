"""A server whose settings name Stripe: what it needs, what it serves, and what others do not load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ivr.errors import SettingsError
from ivr.gateways.payments import StandInPayments
from ivr.gateways.stripe.connection import Connection
from ivr.runtime import outside
from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings
from ivr.store.shelf import DatabaseShelf
from ivr.values import Secret
from ivr.wsgi import application
from tests.support.business import memory_database

KEY = "a key for tests, long enough to be one"
GIVEN = {"ivr_payments": "stripe", "stripe_api_key": "sk_test_standin", "stripe_webhook_secret": "whsec_standin"}


@pytest.fixture
def making(tmp_path: Path) -> Iterator[Callable[..., House]]:
    made: list[House] = []

    def make(**changes: object) -> House:
        url = f"sqlite:///{tmp_path / 'ivr.db'}"
        made.append(build(read_settings(database_url=url, ivr_secret_key=KEY, twilio_auth_token="token", **changes)))
        return made[-1]

    yield make
    for house in made:
        house.close()


def shelf() -> DatabaseShelf:
    return DatabaseShelf(memory_database())


@pytest.mark.parametrize("missing", ["stripe_api_key", "stripe_webhook_secret"])
def test_what_is_missing_is_named_before_anything_is_served(missing: str) -> None:
    settings = read_settings(**{name: value for name, value in GIVEN.items() if name != missing})
    with pytest.raises(SettingsError, match=missing.upper()):
        outside.payments(settings, shelf())


@pytest.mark.parametrize("base", ["http://stripe.example.com", "ftp://127.0.0.1", "127.0.0.1:12111"])
def test_the_accounts_key_goes_nowhere_unguarded(base: str) -> None:
    with pytest.raises(SettingsError, match="STRIPE_API_BASE"):
        read_settings(**GIVEN, stripe_api_base=base)


def test_another_server_may_stand_in_on_this_machine_or_by_https() -> None:
    for base in ("http://127.0.0.1:12111", "https://stripe.example.com"):
        assert read_settings(**GIVEN, stripe_api_base=base).stripe_api_base == base


def test_the_key_shows_itself_nowhere() -> None:
    assert "sk_test" not in repr(read_settings(**GIVEN))


def test_a_client_that_would_print_tokens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_LOG", "debug")
    with pytest.raises(SettingsError, match="STRIPE_LOG"):
        Connection(Secret("sk_test_1"))


def test_a_stripe_line_takes_webhooks_and_others_have_no_such_door(making: Callable[..., House]) -> None:
    assert application(making(**GIVEN)).test_client().post("/stripe").status_code == 400
    assert application(making()).test_client().post("/stripe").status_code == 404


def test_without_a_name_the_stand_in_charges() -> None:
    assert isinstance(outside.payments(read_settings(), shelf()), StandInPayments)


def test_stripes_client_is_loaded_by_who_has_it_alone() -> None:
    told = "import sys, ivr.wsgi, ivr.commands.worker; print('stripe' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"

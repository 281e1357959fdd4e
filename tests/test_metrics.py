"""/metrics: protected, true, and without anything a caller gave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.runtime.bootstrap import House, build
from ivr.settings import read_settings
from ivr.wsgi import application
from tests.support.paying import pay_by_phone

TOKEN = "a-token-to-read-metrics"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = build(read_settings(database_url=f"sqlite:///{tmp_path / 'lab.db'}", ivr_metrics_token=TOKEN), lab=True)
    assert made.laboratory is not None
    made.laboratory.reset()
    yield made
    made.close()


def test_nobody_reads_them_without_the_token(house: House) -> None:
    client = application(house).test_client()
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404


def test_where_no_token_is_set_there_are_none(tmp_path: Path) -> None:
    made = build(read_settings(database_url=f"sqlite:///{tmp_path / 'lab.db'}"), lab=True)
    try:
        client = application(made).test_client()
        assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    finally:
        made.close()


def told(house: House) -> str:
    answer = application(house).test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return answer.text


def value(page: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.M)
    return float(found.group(1)) if found is not None else 0.0


def test_they_tell_of_turns_effects_and_refusals(house: House) -> None:
    before = told(house)
    given = pay_by_phone(application(house), house)
    application(house).test_client().post("/voice", data={"CallSid": "CA1"})
    after = told(house)

    def more(name: str) -> float:
        return value(after, name) - value(before, name)

    assert more('ivr_turns_total{outcome="answered"}') == 10
    assert more("ivr_turn_seconds_count") == 10
    assert more('ivr_effects_total{kind="charge",status="done"}') == 1
    assert more("ivr_signature_refusals_total") == 1
    assert value(after, 'ivr_effect_oldest_seconds{kind="charge"}') == 0
    assert re.search(r'^ivr_version_live\{line="harbor",version="[0-9a-f]{12}"\} 1.0$', after, re.M)
    assert not [what for what, secret in given.items() if secret in after]

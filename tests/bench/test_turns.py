"""What the bench measures is what it says: the same call on both sides. And what an ordinary turn may cost, in
statements: a count holds on any machine."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ivr.runtime.bootstrap import build
from ivr.settings import read_settings
from ivr.store.database import Database
from ivr.wsgi import application
from tests.bench import twin
from tests.bench.dialogue import HEARD, PUBLIC, TOKEN, leads_to, sid
from tests.bench.statements import counting, place, post


@pytest.fixture
def ours(database: Database) -> Iterator[FlaskClient]:
    url = database.engine.url.render_as_string(hide_password=False)
    settings = read_settings(
        database_url=url, ivr_secret_key="k" * 32, twilio_auth_token=TOKEN, ivr_public_url=PUBLIC, ivr_trial=True
    )
    house = build(settings)
    yield application(house).test_client()
    house.close()


def said(document: str) -> str:
    return unescape(" ".join(ET.fromstring(document).itertext()))


def test_an_ordinary_turn_reads_once_and_writes_once(ours: FlaskClient, database: Database):
    path = "/voice"
    for call in (sid(1, 1), sid(1, 2)):  # the second finds caches filled and connections made
        path = leads_to(post(ours, "/voice", call, 0))
        path = leads_to(post(ours, path, call, 1))
    with counting() as sent:
        again = post(ours, path, sid(1, 2), 2)
    assert HEARD[2] in said(again)
    kinds = sorted(statement.split()[0] for statement in sent.elements())
    assert kinds == (["INSERT", "SELECT"] if database.is_sqlite else ["SELECT", "WITH"])


def test_a_turn_that_comes_again_is_only_read(ours: FlaskClient):
    path = leads_to(post(ours, "/voice", sid(2, 1), 0))
    first = post(ours, path, sid(2, 1), 1)
    with counting() as sent:
        assert post(ours, path, sid(2, 1), 1) == first
    assert [statement.split()[0] for statement in sent.elements()] == ["SELECT"]


def test_the_twin_answers_the_same_call(ours: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/twin.db")
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    monkeypatch.setenv("PUBLIC_URL", PUBLIC)
    its = twin.create().test_client()
    for client in (ours, its):
        told = list(place(client, sid(3, 1)))
        assert [words in said(each) for words, each in zip(HEARD, told, strict=True)] == [True] * 8
        assert post(client, "/voice", sid(3, 1), 0) == told[0], "a turn that comes again has the same answer"
        assert client.post("/voice", data={"CallSid": sid(3, 2)}).status_code == 403

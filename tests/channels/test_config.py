"""Settings that cannot work are refused."""

from __future__ import annotations

import pytest

from ivr.errors import SettingsError
from ivr.values import Secret
from tests.channels.support import TOKEN, config


@pytest.mark.parametrize(
    "url", ["https://ivr.example.com", "http://127.0.0.1:8000", "http://localhost", "http://[::1]:80"]
)
def test_public_urls(url: str):
    assert config(public_url=url + "/").public_url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ivr.example.com",
        "http://ivr.example.com",
        "ftp://ivr.example.com",
        "https://",
        "https://x.example?a=1",
        "https://x.example#a",
        "https://u:p@x.example",
        "https://é.example",
        "https://x.example:port",
        "https://[",
    ],
)
def test_urls_that_cannot_work(url: str):
    with pytest.raises(SettingsError):
        config(public_url=url)


@pytest.mark.parametrize(
    "changes",
    [
        {"auth_token": Secret("")},
        {"words": {}},
        {"fallback_number": "911"},
        {"fallback_number": "sip:x@y"},
        {"agent_pin": Secret("123")},
        {"agent_pin": Secret("12a456")},
        {"audio_url": "http://cdn.example"},
    ],
)
def test_other_settings_that_cannot_work(changes: dict[str, object]):
    with pytest.raises(SettingsError) as refused:
        config(**changes)
    assert "12a456" not in str(refused.value)


def test_the_token_is_not_shown():
    assert TOKEN not in repr(config())
    assert "246810" not in repr(config())

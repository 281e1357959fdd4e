"""Keyed hashes: stable, apart from each other, and mute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.keys import Keys
from ivr.values import Secret

KEYS = Keys(b"sixteen bytes or more")
OTHER = Keys(b"another key of a server")


def test_a_code_is_six_digits_and_depends_on_challenge_nonce_and_key() -> None:
    code = KEYS.code("challenge", "nonce").reveal()
    assert len(code) == 6
    assert code.isdigit()
    assert code == KEYS.code("challenge", "nonce").reveal()
    assert code not in [
        KEYS.code("challenge", "x").reveal(),
        KEYS.code("x", "nonce").reveal(),
        OTHER.code("challenge", "nonce").reveal(),
    ]


@given(st.text(), st.text(), st.text(), st.text())
def test_parts_do_not_run_into_each_other(kind: str, value: str, other_kind: str, other_value: str) -> None:
    same = (kind, value) == (other_kind, other_value)
    assert (KEYS.lookup(kind, value) == KEYS.lookup(other_kind, other_value)) is same


def test_equal_answers_of_two_customers_are_stored_differently() -> None:
    assert KEYS.lookup("birth_date", "1980-02-29", "a") != KEYS.lookup("birth_date", "1980-02-29", "b")


def test_an_answer_matches_only_its_own_hash() -> None:
    stored = KEYS.lookup("postcode", "10001", "a")
    assert KEYS.matches(stored, "postcode", Secret("10001"), "a")
    for kind, given_, owner in [("postcode", "10002", "a"), ("postcode", "10001", "b"), ("birth_date", "10001", "a")]:
        assert not KEYS.matches(stored, kind, Secret(given_), owner)
    assert not KEYS.matches("", "postcode", Secret(""), "a")


@given(st.lists(st.integers(), unique=True), st.text())
def test_shuffling_loses_nothing(options: list[int], subject: str) -> None:
    assert sorted(KEYS.shuffled("x", subject, options)) == sorted(options)


def test_every_option_comes_first_for_some() -> None:
    first = {KEYS.shuffled("question", str(number), "abc")[0] for number in range(50)}
    assert first == set("abc")


def test_a_short_key_is_refused_and_no_key_is_shown() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Keys(b"short")
    assert "sixteen" not in repr(KEYS)

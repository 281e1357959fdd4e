"""Confirmation numbers: heard wrong, they are noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ivr.domain.references import ALPHABET, LENGTH, check_character, is_reference, reference

BODIES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def _free(_number: str) -> bool:
    return False


@given(st.text())
def test_every_number_made_is_one(draw: str) -> None:
    assert is_reference(reference(draw, "payment", _free))


@given(BODIES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(body: str, place: int, wrong: str) -> None:
    number = body + check_character(body)
    changed = number[:place] + wrong + number[place + 1 :]
    assert is_reference(changed) is (changed == number)


@given(BODIES, st.integers(0, LENGTH - 2))
def test_two_neighbours_swapped_are_noticed(body: str, place: int) -> None:
    number = body + check_character(body)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert is_reference(swapped) is (swapped == number)


def test_a_number_that_is_taken_is_not_given_again() -> None:
    first = reference("draw", "payment", _free)
    second = reference("draw", "payment", lambda number: number == first)
    assert first != second
    assert is_reference(second)


def test_the_same_draw_gives_other_numbers_to_other_things() -> None:
    assert reference("draw", "payment", _free) != reference("draw", "case", _free)


def test_what_sounds_alike_is_not_in_it() -> None:
    assert not set("01OIBCDEGPTVZ") & set(ALPHABET)
    assert not is_reference("KW4729")
    assert not is_reference("OOOOOOO")

"""When something counts as heard."""

from __future__ import annotations

import pytest

from ivr.transcript import Expectation, Heard, UnknownVariable, fill


def heard(*utterances: str) -> Heard:
    told = Heard()
    for utterance in utterances:
        told.add(utterance)
    return told


@pytest.mark.parametrize(
    "fragment", ["welcome", "WELCOME to  harbor", "harbor. you're", "You\u2019re caller", "caller no. 1?"]
)
def test_case_and_space_and_quotes_do_not_count(fragment):
    assert heard("Welcome\n to Harbor.", "You\u2019re caller no.\u00a01?").find(Expectation(fragment))


def test_letters_count():
    assert not heard("Welcome").find(Expectation("well"))
    assert heard("歡迎您", "請按一").find(Expectation("請按一"))


def test_a_fragment_is_no_pattern_and_a_pattern_is():
    assert not heard("press 1").find(Expectation("press ."))
    assert heard("Press 1").find(Expectation("press .", "pattern"))


def test_things_are_heard_in_their_order():
    told = heard("one two", "three two")
    assert told.find(Expectation("two"))
    assert not told.find(Expectation("one"))
    assert told.find(Expectation("two"))
    assert not told.find(Expectation("two"))
    assert told.contains(Expectation("one"))


def test_exactly_is_all_of_it():
    assert heard("One", "two").find(Expectation("one two", "exactly"))
    assert not heard("one", "two", "three").find(Expectation("one two", "exactly"))


def test_an_input_makes_it_begin_anew():
    told = heard("one")
    told.forget("the caller pressed 1")
    assert not told.contains(Expectation("one"))
    assert told.since == "the caller pressed 1"


def test_variables_are_filled_in_and_other_braces_left():
    assert fill("{code}# {6}", {"code": "12"}) == "12# {6}"
    assert fill("{a}", {"a": "1.5"}, quote=True) == r"1\.5"
    with pytest.raises(UnknownVariable):
        fill("{b}", {"a": "1"})

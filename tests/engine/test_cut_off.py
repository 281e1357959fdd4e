"""checkpoint and resume: what is kept of a call that was cut off, and how another goes on there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ivr.engine.cut_off import Place, cut_off
from ivr.engine.events import ActionEnded
from ivr.flow.contracts import RESUME_FIND, RESUME_TAKE, Level
from tests.engine.calls import Call, Ends
from tests.engine.contracts import ALL, VERIFIED
from tests.support.lines import line_of

VERIFY = """
steps:
  code:
    ask: code
    for: code
    secret: true
    check: {do: id.check, with: {given: $answer}}
    return: done
    on: {'wrong, no_input, no_match': {return: failed}}
"""
MAIN = """
steps:
  cut_off: {resume: cut-off, on: {'no, no_input, no_match': which, not_verified: {hang_up: not-verified}}}
  which: {menu: which, choices: {1: shop, 2: {hang_up: bye}}}
  shop: {run: shop, to: after, on: {not_verified: {hang_up: not-verified}}}
  after: {hang_up: after}
"""
SHOP = """
requires: verified
on: {not_verified: {return: not_verified}}
steps:
  size: {menu: size, save: size, choices: {1: {value: small}, 2: {value: large}}}
  here: {checkpoint: size, on: {resumed: again}}
  owed: {do: bill.look, save: owed, on: {nothing: {return: done}}}
  sure: {ask: sure, for: yes_no, on: {no: {return: done}}}
  bought: {say: bought, return: done}
asides:
  again: {say: again, to: owed}
"""
PROMPTS = """
again = Still { $size }.
bought = Bought { $size }.
"""
RIGHT = ActionEnded("id.check", "right", grant=VERIFIED)
ACTIONS: dict[str, Ends] = {
    RESUME_FIND: "nothing",
    "id.check": RIGHT,
    "bill.look": ActionEnded("bill.look", "found", {}),
}
AT = "main.shop shop.here"


def a_call(caller: str | None = "+12025550123", shop: str = SHOP, **actions: Ends) -> Call:
    line = line_of(contracts=ALL, main=MAIN, shop=shop, verify=VERIFY, prompts=PROMPTS)
    return Call(line, {**ACTIONS, **{name.replace("_", "."): each for name, each in actions.items()}}, caller)


def cut() -> Place:
    """A call that is cut off after the checkpoint."""
    place = cut_off(a_call().press("1").press("123456").press("2").state)
    assert place is not None
    return place


def back(at: str = AT, kept: str | None = '{"size": "large"}', level: str = "verified", **actions: Ends) -> Call:
    taken: Ends = "nothing" if kept is None else ActionEnded(RESUME_TAKE, "taken", {"at": at, "kept": kept})
    found = ActionEnded(RESUME_FIND, "found", {"at": at, "level": level})
    return a_call(**{"resume_find": found, "resume_take": taken, **actions})


def test_what_is_kept_is_the_place_and_what_the_caller_answered() -> None:
    place = cut()
    assert place.at == AT
    assert json.loads(place.kept) == {"size": "large"}
    assert (place.level, place.account) == (Level.VERIFIED, "40010001")


def test_before_a_checkpoint_and_after_its_flow_nothing_is_kept() -> None:
    call = a_call().press("1").press("123456")
    assert cut_off(call.state) is None
    call.press("2").press("1")
    assert call.hears == "Bought large. | after"
    assert cut_off(call.state) is None


def test_a_call_that_hung_up_keeps_its_place_only_once() -> None:
    call = a_call().press("1").press("123456").press("2").hang_up()
    assert cut_off(call.state) is None


def test_nothing_is_asked_where_there_is_nothing_to_go_on_with() -> None:
    assert a_call().hears == "which"


def test_who_rings_back_is_asked_and_proves_again_who_they_are() -> None:
    call = back()
    assert call.hears == "cut-off"
    call.press("1")
    assert call.hears == "code"
    assert "large" not in json.dumps([str(one) for one in call.heards])
    call.press("123456")
    assert call.hears == "Still large. | sure"
    assert call.state.frame.variables["size"] == "large"
    call.press("1")
    assert call.hears == "Bought large. | after"


def test_the_place_is_taken_only_after_the_caller_was_verified() -> None:
    call = back().press("1")
    assert [wanted.action for wanted in call.wanted] == [RESUME_FIND]
    call.press("123456")
    assert [wanted.action for wanted in call.wanted][:3] == [RESUME_FIND, "id.check", RESUME_TAKE]


def test_the_call_that_goes_on_can_be_cut_off_again() -> None:
    place = cut_off(back().press("1").press("123456").state)
    assert place is not None
    assert (place.at, place.kept) == (AT, '{"size": "large"}')


def test_a_caller_who_says_no_is_not_asked_again() -> None:
    call = back(kept=None).press("2")
    assert call.hears == "which"
    assert [dict(wanted.inputs) for wanted in call.wanted] == [{}, {"yes": False}]


def test_a_caller_who_is_somebody_else_goes_on_as_if_nothing_had_been() -> None:
    call = back(kept=None).press("1").press("123456")
    assert call.hears == "which"


def test_a_caller_who_cannot_prove_it_does_not_go_on() -> None:
    call = back(id_check="wrong").press("1").press("123456")
    assert call.hears == "not-verified"
    assert RESUME_TAKE not in [wanted.action for wanted in call.wanted]


@pytest.mark.parametrize(
    "at", ["main.shop shop.gone", "main.shop gone.here", "main.which shop.here", "main.shop", "main.shop shop.owed", ""]
)
def test_a_place_that_this_version_has_not_is_not_offered(at: str) -> None:
    assert back(at=at).hears == "which"


@pytest.mark.parametrize("kept", ["{}", '{"size": "huge"}', '{"size": "large", "owed": "1"}', "[]", "x", '{"size": 3}'])
def test_what_was_kept_must_be_what_this_version_keeps(kept: str) -> None:
    assert back(kept=kept).press("1").press("123456").hears == "which"


def test_as_much_is_to_be_proven_as_the_caller_had_proven_then() -> None:
    anybody = (
        SHOP.replace("requires: verified\n", "")
        .replace("checkpoint: size", "checkpoint: nothing")
        .replace("on: {not_verified: {return: not_verified}}\n", "")
    )
    anybody = anybody.replace("again: {say: again, to: owed}", "again: {say: thanks, to: size}")
    main = MAIN.replace(", on: {not_verified: {hang_up: not-verified}}}\n  after", "}\n  after")
    line = line_of(contracts=ALL, main=main, shop=anybody, verify=VERIFY, prompts="bought = Bought { $size }.\n")
    for level, heard in (("anonymous", "thanks | size"), ("verified", "code")):
        found = ActionEnded(RESUME_FIND, "found", {"at": AT, "level": level})
        taken = ActionEnded(RESUME_TAKE, "taken", {"at": AT, "kept": "{}"})
        call = Call(line, {**ACTIONS, RESUME_FIND: found, RESUME_TAKE: taken})
        assert call.press("1").hears == heard


def test_a_verify_flow_that_says_done_without_proof_is_not_run_for_ever() -> None:
    lying = VERIFY.replace("return: failed", "return: done")
    line = line_of(contracts=ALL, main=MAIN, shop=SHOP, verify=lying, prompts=PROMPTS)
    found = ActionEnded(RESUME_FIND, "found", {"at": AT, "level": "verified"})
    call = Call(line, {**ACTIONS, RESUME_FIND: found, "id.check": "wrong"})
    assert call.press("1").press("123456").hears == "not-verified"


def test_no_consent_confirmation_or_grant_goes_with_the_place() -> None:
    call = back().press("1").press("123456")
    assert call.state.confirmations == ()
    assert [grant for grant in call.state.grants if replace(grant, until=VERIFIED.until) != VERIFIED] == []
    assert all(set(frame.variables) <= {"size", "owed"} for frame in call.state.frames)


def test_silence_and_shortcuts_at_the_question_are_those_of_any_question() -> None:
    call = back().silence()
    assert "cut-off" in call.hears
    call.silence().silence()
    assert call.hears == "which"

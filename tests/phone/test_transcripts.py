"""What a transcript can see and do, and how its failures read."""

from __future__ import annotations

import pytest

from ivr.phone import play
from ivr.transcript import read_transcript

from .application import Application, steps
from .labline import LabLine

WHOLE = """
call: A caller pays
at: 2026-11-24T10:00:00-05:00
steps:
  - hears: ["It is 10:00:00", key your code]
  - text: {to: "+12025550123", channel: text, matches: "code is (?P<code>\\\\d+)"}
    press: "{code}#"
  - hears: Right
    pay: {card: "4242424242424242", expires: "1230", code: "123"}
  - hears: success 4242
  - no_text: true
then:
  - account: "4001"
    facts: {payments.count: 1, payments.0.status: succeeded, locked: false, mail: none, a.b: 1}
  - {account: "4001", facts: {account: "4001"}}
"""


def test_texts_facts_and_the_clock():
    line = LabLine()
    line.application().passes(WHOLE)
    assert line.resets == 1
    assert line.settled >= 3
    (now,) = line.clocks.values()
    assert now.isoformat() > "2026-11-24T10:00:10"
    assert list(line.seeds.values()) == ["A caller pays/0"]


def test_the_lab_is_reset_once_and_the_clock_runs_on_through_several_calls():
    line = LabLine()
    line.application().passes(
        """
transcript: t
calls:
  - {call: one, at: "2026-11-24T10:00:00Z", seed: s, steps: [{hears: "10:00:00"}, {wait: 1 h}]}
  - {call: two, steps: [{hears: "11:00:0"}, {text: true}, {text: true}, {no_text: true}]}
"""
    )
    assert line.resets == 1
    assert list(line.seeds.values()) == ["s", "t/1"]


FAILURES = {
    "no such text": ("steps: [{text: {matches: nope}}]", ["3:10 no such message", "matches nope", "Your code is 1"]),
    "text that should not be": ("steps: [{no_text: true}]", ["arrived that should not have", "Your code is"]),
    "another ending": ("steps: []\nends: line", ["4:1 the call should have ended by line", "the caller hung up"]),
    "a wrong fact": (
        "steps: []\nthen: {account: '1', facts: {payments.count: 1}}",
        ["4:30 account 1: payments.count should be 1, it is 0"],
    ),
    "an unknown fact": ("steps: []\nthen: {account: '1', facts: {x.y: 1}}", ["x.y should be 1, it is not told"]),
    "a list too short": ("steps: []\nthen: {account: '1', facts: {payments.3.a: 1}}", ["it is not told"]),
}


@pytest.mark.parametrize(("written", "said"), FAILURES.values(), ids=FAILURES)
def test_failures_with_a_lab(written, said):
    failure = LabLine().application().play(f"call: c\n{written}\n".replace("steps", "from: '+1202'\nsteps", 1)).failure
    for words in said:
        assert words in failure


@pytest.mark.parametrize(
    "needs",
    ["at: 2026-11-24T10:00:00Z\nsteps: []", "steps: [{text: true}]", "steps: []\nthen: {account: '1', facts: {}}"],
)
def test_what_needs_a_lab_says_so(needs):
    app = Application({"/voice": "<Gather/>"})
    assert "needs the line's lab" in app.play(f"call: c\n{needs}\n").failure


def test_an_account_the_lab_does_not_know():
    line = LabLine()
    app = line.application()
    del app.lab["account"]
    told = app.play("call: c\nsteps: []\nthen: {account: '9', facts: {a: b}}\n").failure
    assert told.startswith("call.yaml:3:8 the lab's account answered 404")


def test_a_call_can_be_shown():
    shown = []
    script = read_transcript(WHOLE, "call.yaml")
    play(script, LabLine().application().line(), show=shown.append)
    told = "\n".join(shown)
    assert "    line │ It is 10:00:00." in told
    assert "  mobile │ text to +12025550123: Your code is" in told
    assert "  caller │ keyed the card into <Pay>" in told


MENU = '<Say>Welcome.</Say><Gather input="dtmf speech"><Say>Press one.</Say></Gather><Say>Goodbye.</Say><Hangup/>'


def failure(*lines: str, ends: str = "") -> str:
    return Application({"/voice": MENU}).play(steps(*lines) + ends).failure


def test_a_failure_tells_place_expectation_what_was_heard_and_what_the_line_does():
    assert failure("hears: press two, press: 1") == (
        'call.yaml:3:6 the line did not say: "press two"\n'
        "    heard since the call began:\n"
        "      Welcome.\n"
        "      Press one.\n"
        "    the line waits for keys or speech"
    )


def test_what_was_matched_before_stays_in_sight_and_an_input_clears_it():
    told = failure("hears: welcome", "silence: 1", "hears: press two")
    assert told == (
        'call.yaml:5:6 the line did not say: "press two"\n'
        "    heard since the caller said nothing:\n"
        "      Goodbye.\n"
        "    the call had ended: the line hung up"
    )


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["not_hears: welcome"], 'the line said what it should not: "welcome"'),
        (["hears: {exactly: Welcome.}"], 'did not say: exactly "Welcome."'),
        (["hears: [one, welcome]"], 'call.yaml:3:19 the line did not say: "welcome"'),
        (["silence: 1", "press: 1"], "this could not be done: press 1"),
        (["silence: 2"], "this could not be done: silence 2"),
        (["silence: 1", "hears: {exactly: Goodbye.}", "hang_up: caller"], "this could not be done: hang_up caller"),
        (["pay: {card: 1}"], "this could not be done: pay card 1"),
        (["record: 3"], "this could not be done: record seconds 3.0"),
        (["queue: answered"], "this could not be done: queue answered"),
        (["dial: busy"], "this could not be done: dial busy"),
        (["agent: {steps: []}"], "this could not be done: agent"),
        (["hang_up: agent"], "this could not be done: hang_up agent"),
    ],
)
def test_what_cannot_be_done_fails_at_once(lines, said):
    assert said in failure(*lines)


def test_speech_in_a_payment_cannot_be():
    app = Application({"/voice": "<Pay/>"})
    assert "the line takes a payment, and waits for the payment card number" in app.play(steps("say: four two")).failure


def test_a_caller_hangs_up_in_the_middle_of_a_document():
    app = Application({"/voice": "<Say>one</Say><Say>two</Say><Redirect>/next</Redirect>"})
    app.passes(steps("hears: one", "hang_up: caller") + "ends: caller\n")
    assert len(app.asked) == 1


def test_steps_that_end_while_the_line_waits_are_a_hang_up():
    app = Application({"/voice": MENU})
    app.passes(steps("hears: welcome") + "ends: caller\n", status_url="/status")
    assert len(app.to("/status")) == 1


def test_a_queue_is_not_waited_in_for_ever():
    app = Application({"/voice": '<Enqueue waitUrl="/w">q</Enqueue>', "/w": "<Say>waiting</Say><Pause length='9'/>"})
    told = app.play(steps("hears: your turn")).failure
    assert "the caller waits in the queue 'q'" in told
    assert len(app.to("/w")) < 70


def test_the_tester_sees_where_the_line_was():
    for document, words in (
        ("<Record playBeep='false'/>", "the line records"),
        ("<Dial>+12025550111</Dial>", "the line rings +12025550111"),
        ("<Gather input='speech'/>", "the line waits for speech"),
    ):
        app = Application({"/voice": document})
        assert words in app.play(steps("hears: x")).failure
    app = Application({"/voice": "<Dial>+12025550111</Dial>"})
    assert "talking" in app.play(steps("dial: answered", "hears: x")).failure

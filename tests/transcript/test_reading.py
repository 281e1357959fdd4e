"""What testers write, and what they are told when it is wrong."""

from __future__ import annotations

from datetime import datetime

import pytest

from ivr.errors import TranscriptError
from ivr.transcript import Expectation, read_transcript

WHOLE = """
call: A caller pays the full amount
from: withheld
to: "+12025550199"
at: 2026-11-24T10:00:00-05:00
ahead: 4
steps:
  - hears: [Welcome, {pattern: "press \\\\d"}]
    not_hears: {exactly: Bonjour}
    press: 01#
  - text: {to: "+12025550123", matches: "code is (?P<code>\\\\d{6})"}
    press: "{code}#"
  - say: pay my bill
    confidence: absent
  - wait: 2 min
  - pay: {card: 4242 4242 4242 4242, expires: 1230}
  - record: 12 s
  - agent: {to: "+12025550101", steps: [{hears: "code {code}"}, {hang_up: agent}]}
  - no_text: true
ends: line
then: {account: "40012345", facts: {balance: 0.00, payments.count: 1, receipt: "{code}"}}
"""


def test_a_whole_call():
    script = read_transcript(WHOLE, "pay.yaml")
    (call,) = script.transcript.calls
    assert script.transcript.transcript == call.call == "A caller pays the full amount"
    assert call.caller == "withheld"
    assert call.at == datetime.fromisoformat("2026-11-24T10:00:00-05:00")
    assert call.ahead == 4
    hears, text, say, wait, pay, record, agent, no_text = call.steps
    assert hears.hears == (Expectation("Welcome"), Expectation("press \\d", "pattern"))
    assert hears.not_hears == (Expectation("Bonjour", "exactly"),)
    assert hears.press == "01#"
    assert text.text.to == "+12025550123"
    assert say.confidence is None
    assert wait.wait == 120
    assert pay.pay.card == "4242 4242 4242 4242"
    assert record.record.seconds == 12
    assert len(agent.agent.steps) == 2
    assert no_text.no_text is not None
    (then,) = call.then
    assert then.facts == {"balance": "0.00", "payments.count": "1", "receipt": "{code}"}


def test_several_calls_and_several_accounts():
    script = read_transcript(
        """
transcript: Counting across calls
calls:
  - {call: one, steps: []}
  - {call: two, steps: [{hears: x}], then: [{account: 1, facts: {a: b}}, {account: 2, facts: {a: b}}]}
""",
        "two.yaml",
    )
    assert [call.call for call in script.transcript.calls] == ["one", "two"]
    assert script.place(("calls", 1, "steps", 0, "hears")).line == 5
    assert len(script.transcript.calls[1].then) == 2


BAD = {
    "misspelt step": ("steps: [{heers: x}]", "2:10 unknown-key There is no 'heers' here (did you mean 'hears'?)"),
    "misspelt call": ("step: []\nsteps: []", "2:1 unknown-key There is no 'step' here (did you mean 'steps'?)"),
    "no steps": ("from: withheld", "missing-key 'steps' is missing"),
    "two things at once": ("steps: [{press: 1, say: x}]", "one step does one thing, this does press and say"),
    "nothing": ("steps: [{early: true}]", "does nothing"),
    "a letter key": ("steps: [{press: 1a}]", "a telephone has the keys 0-9, * and #"),
    "speech as keys": ("steps: [{press: pay my bill}]", "2:17 type 'pay my bill': A telephone has the keys"),
    "early without press": ("steps: [{say: x, early: true}]", "'early' goes with 'press'"),
    "confidence without say": ("steps: [{press: 1, confidence: 0.5}]", "'confidence' goes with 'say'"),
    "confidence of two": ("steps: [{say: x, confidence: 2}]", "confidence is a number from 0 to 1, or absent"),
    "no duration": ("steps: [{wait: a while}]", "write seconds as 30, 30 s, 2 min or 1 h"),
    "a bad pattern": ("steps: [{hears: {pattern: '('}}]", "not a regular expression"),
    "an unknown way to hear": ("steps: [{hears: {regex: x}}]", "there is no 'regex' here"),
    "nothing to hear": ("steps: [{hears: []}]", "an empty list expects nothing"),
    "empty text": ("steps: [{hears: ' '}]", "empty text is always heard"),
    "a bad text pattern": ("steps: [{text: {matches: '['}}]", "not a regular expression"),
    "no time zone": ("at: 2026-11-24T10:00:00\nsteps: []", "say which time zone"),
    "an unknown ending": ("steps: []\nends: well", "'well' cannot be here (there is: agent, busy"),
    "an unknown result": ("steps: [{pay: {result: fine}}]", "'fine' cannot be here (there is: caller-hung-up"),
    "an empty payment": ("steps: [{pay: {}}]", "write what is keyed"),
    "a payment in words": ("steps: [{pay: {card: my visa}}]", "what is keyed into <Pay> is digits"),
    "an unknown variable": ("steps: [{press: '{code}'}]", "2:10 unknown-variable Nothing before this gives 'code'"),
    "a misspelt variable": (
        "steps: [{text: {matches: '(?P<code>.)'}}, {agent: {steps: [{say: '{cod}'}]}}]",
        "did you mean 'code'?",
    ),
    "an unknown variable afterwards": (
        "steps: []\nthen:\n  account: 1\n  facts:\n    a: '{x}'",
        "6:5 unknown-variable Nothing before this gives 'x'",
    ),
    "half a yaml": ("steps: [", "yaml"),
}


@pytest.mark.parametrize(("written", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_told_with_its_place(written, said):
    with pytest.raises(TranscriptError) as refused:
        read_transcript(f"call: c\n{written}\n", "bad.yaml")
    assert said.lower() in str(refused.value).lower()
    assert str(refused.value).startswith("bad.yaml:")


def test_everything_wrong_is_told_at_once():
    with pytest.raises(TranscriptError) as refused:
        read_transcript("call: c\nsteps:\n  - {press: x}\n  - {heers: y}\nends: z\n", "bad.yaml")
    assert len(str(refused.value).splitlines()) == 3

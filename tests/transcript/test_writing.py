"""What is written reads back equal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivr.transcript import AgentLeg, Call, Expectation, Step, Transcript, read_transcript, write_transcript

text = st.text(min_size=1, max_size=20)
words = st.text(min_size=1, max_size=20).filter(str.strip).filter(lambda written: "{" not in written)
keys = st.text("0123456789*#", min_size=1, max_size=8)
seconds = st.integers(0, 10**6).map(lambda tenths: str(tenths / 10))
expected = st.builds(Expectation, words) | st.builds(
    Expectation, st.sampled_from(["a{6}", "\\d+ \\\\", "^'\"$", "x|y"]), st.sampled_from(["pattern", "exactly"])
)
expectations = st.lists(expected, min_size=1, max_size=3).map(tuple)
message = st.fixed_dictionaries(
    {}, optional={"to": words, "channel": st.sampled_from(["text", "email"]), "matches": st.just("(?P<a>\\d{6}) '\"")}
)
payment = st.fixed_dictionaries({"card": keys}, optional={"expires": keys, "code": keys, "postcode": keys}) | st.builds(
    lambda error: {"result": "payment-connector-error", "error": error}, text
)
actions = st.one_of(
    st.fixed_dictionaries({"press": keys}, optional={"early": st.just("true")}),
    st.fixed_dictionaries({"say": words}, optional={"confidence": st.sampled_from(["absent", "0.25", "1"])}),
    st.fixed_dictionaries({"silence": st.integers(1, 20).map(str)}),
    st.fixed_dictionaries({"wait": seconds}),
    st.fixed_dictionaries({"pay": payment}),
    st.fixed_dictionaries({"record": st.fixed_dictionaries({"seconds": seconds}, optional={"press": keys})}),
    st.fixed_dictionaries({"queue": st.sampled_from(["answered", "moves"])}),
    st.fixed_dictionaries({"dial": st.sampled_from(["busy", "answered"])}),
    st.fixed_dictionaries({"hang_up": st.sampled_from(["caller", "agent", "other"])}),
    st.fixed_dictionaries({"repeat_turn": st.just("true")}),
)
seen = st.fixed_dictionaries(
    {}, optional={"hears": expectations, "not_hears": expectations, "text": message, "no_text": message}
)
plain_steps = st.builds(lambda one, other: {**one, **other}, seen, actions).map(Step.model_validate)


def with_agent(steps: list[Step]) -> Step:
    return Step.model_validate({"agent": AgentLeg.model_validate({"from": "+1", "steps": tuple(steps)})})


steps = st.lists(plain_steps | st.lists(plain_steps, max_size=2).map(with_agent), max_size=4).map(tuple)
zones = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes))) | st.just(UTC)
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001
then = st.fixed_dictionaries({"account": words, "facts": st.dictionaries(words, words, max_size=3)})
fields = st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), words, max_size=2)
stub = st.fixed_dictionaries(
    {"do": words, "outcome": words},
    optional={
        "result": fields | st.lists(fields, max_size=2).map(tuple),
        "proves": st.fixed_dictionaries({"level": st.sampled_from(["identified", "verified"]), "account": words}),
    },
)
calls = st.fixed_dictionaries(
    {"call": text, "steps": steps},
    optional={
        "from": words,
        "to": words,
        "at": times,
        "seed": words,
        "ahead": st.integers(0, 9),
        "every_turn_twice": st.booleans(),
        "stubs": st.lists(stub, max_size=2).map(tuple),
        "ends": st.sampled_from(["line", "caller", "queue"]),
        "then": st.lists(then, min_size=1, max_size=2),
    },
).map(Call.model_validate)
several = st.builds(
    lambda title, made: Transcript(transcript=title, calls=tuple(made)), text, st.lists(calls, min_size=1)
)
single = calls.map(lambda call: Transcript(transcript=call.call, calls=(call,)))


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a loaded machine, not of what is made
@given(single | several)
def test_what_is_written_reads_back_equal(transcript):
    written = write_transcript(transcript)
    assert read_transcript(written, "written.yaml").transcript == transcript


def test_what_is_wrong_outside_is_written():
    call = Call.model_validate({"call": "A call", "steps": (), "outside": {"texts": "shut", "payments": "hangs"}})
    written = write_transcript(Transcript(transcript="A call", calls=(call,)))
    assert "outside: {" in written
    assert read_transcript(written, "written.yaml").transcript.calls == (call,)


def test_a_single_call_is_written_as_a_tester_would():
    call = Call.model_validate(
        {"call": "A call", "from": "+12025550123", "steps": ({"hears": ["Welcome", "press 1"], "press": "1"},)}
    )
    written = write_transcript(Transcript(transcript="A call", calls=(call,)), {0: "main › menu"})
    assert written == (
        'call: "A call"\n'
        'from: "+12025550123"\n'
        "steps:\n"
        "  # main › menu\n"
        "  - hears:\n"
        '      - "Welcome"\n'
        '      - "press 1"\n'
        '    press: "1"\n'
    )

"""State and journal as JSON: the same back, refused when damaged, and never a secret."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.engine import events, state
from ivr.engine.awaiting import Acting, Capturing, Choosing, Confirming, Picking
from ivr.engine.call import Passed
from ivr.engine.events import Heard
from ivr.engine.grants import Confirmation
from ivr.engine.journal import from_journal, journal
from ivr.engine.state import VERSION, Frame, Piece, Purpose, State, Tries, begin, dump, read, write
from ivr.errors import SecretLeak, StateError
from ivr.flow.types import Card, Consent
from ivr.values import Money, Secret
from tests.engine.calls import NOW, stored, through_json
from tests.engine.contracts import VERIFIED
from tests.support.lines import line_of

moneys = st.builds(Money.minor, st.integers(-(10**9), 10**9), st.sampled_from(["USD", "JPY", "EUR"]))
texts = st.text(max_size=20)
singles = st.one_of(
    moneys,
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.booleans(),
    texts,
    st.builds(Card, texts, texts, texts),
    st.builds(Consent, texts, texts, st.dictionaries(texts, texts, max_size=3)),
)
values = st.recursive(
    singles, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


def load(document: dict[str, Any]) -> State:
    """By both ways, which must agree."""
    try:
        found = state.load(document)
    except StateError:
        with pytest.raises(StateError):
            read(compact(document))
        raise
    assert read(compact(document)) == found
    return found


def compact(document: dict[str, Any]) -> str:
    """As `write` has it, so that its own way back is taken."""
    return json.dumps(document, separators=(",", ":"))


def state_with(value: object) -> State:
    frame = Frame(1, "main", "a", Purpose.OUTERMOST, variables={"x": value})  # type: ignore[dict-item]
    return State("CA1", None, "en-US", NOW, (frame,))


@given(values)
def test_every_value_comes_back_the_same(value):
    read = stored(state_with(value)).frame.variables["x"]
    assert read == value
    assert type(read) is type(value)


def whole_call() -> State:
    """A call with something in every field."""
    frame = Frame(
        number=3,
        flow="pay",
        step="card",
        purpose=Purpose.LANGUAGE,
        entered=True,
        variables={"x": {"money": Money.of(1, "USD"), "date": date(2026, 3, 1)}},
        visits={"card": 2},
        asked=1,
        tries=Tries(1, 1, 0),
        places={"$recent": 2},
        trail=("a", "b"),
        interrupted=Picking(Decimal("4.5")),
        passed=Passed("here", {"size": "large"}, 30),
        offered="verified main.shop shop.here",
    )
    return State(
        call="CA1",
        caller="+12025550123",
        language="es-US",
        now=NOW,
        frames=(frame, replace(frame, number=4, interrupted=Confirming(Money.of(5, "USD")))),
        awaiting=Acting("bill.slow", True, NOW),
        serial=4,
        walked=7,
        troubles=1,
        grants=(VERIFIED,),
        confirmations=(Confirmation("a.b", "1", {"amount": "1.00 USD"}, NOW),),
        said=(Piece("Hello", "en-US"), Piece("", "en-US", "hello.mp3")),
        done=("paid",),
        left="pay",
        gone=True,
    )


def test_all_of_a_call_comes_back():
    state = whole_call()
    for awaiting in (state.awaiting, Choosing(), Capturing("ref"), Picking(), Acting("a.b", False)):
        assert stored(replace(state, awaiting=awaiting)) == replace(state, awaiting=awaiting)


@pytest.mark.parametrize(
    "place", [Secret("1234"), [Secret("1234")], {"a": Secret("1234")}, {"a": [{"b": Secret("1234")}]}]
)
def test_a_secret_is_refused_wherever_it_hides(place):
    with pytest.raises(SecretLeak):
        dump(state_with(place))


def test_a_secret_in_any_field_is_refused():
    state = state_with("x")
    with pytest.raises(SecretLeak):
        dump(replace(state, done=(Secret("1"),)))  # type: ignore[arg-type]
    with pytest.raises(SecretLeak):
        journal(Heard(events.ActionEnded("a.b", "ok", {"x": Secret("1")}), NOW, ""))  # type: ignore[dict-item]


Path = tuple[str | int, ...]


def fields_of(part: object, at: Path = ()) -> Iterator[Path]:
    """Every field of a call, and of what stands in its fields."""
    if is_dataclass(part) and not isinstance(part, Money):
        for each in fields(part):
            yield (*at, each.name)
            yield from fields_of(getattr(part, each.name), (*at, each.name))
    elif isinstance(part, tuple):
        for number, item in enumerate(part):
            yield from fields_of(item, (*at, number))


def with_at(part: Any, path: Path, value: object) -> Any:
    """The same with `value` in the field that `path` leads to."""
    if not path:
        return value
    first, *rest = path
    if isinstance(first, int):
        return (*part[:first], with_at(part[first], tuple(rest), value), *part[first + 1 :])
    return replace(part, **{first: with_at(getattr(part, first), tuple(rest), value)})


SECRETS: list[object] = [Secret("40917"), (Secret("40917"),), [Secret("40917")], {"a": Secret("40917")}]


AWAITED = [Acting("a.b", True, NOW), Confirming("5"), Picking("5"), Capturing("r")]


@pytest.mark.parametrize("path", list(fields_of(whole_call())), ids=lambda path: ".".join(map(str, path)))
@pytest.mark.parametrize("written", [dump, write])
def test_a_secret_is_refused_whatever_the_type_of_its_field(path: Path, written: Callable[[State], object]):
    """It is pydantic that refuses them: no field's type is a secret's."""
    for awaiting, secret in product(AWAITED, SECRETS):
        if path[0] == "awaiting" and path[1:] and not hasattr(awaiting, str(path[1])):
            continue
        with pytest.raises(SecretLeak) as refused:
            written(with_at(replace(whole_call(), awaiting=awaiting), path, secret))
        assert "40917" not in str(refused.value)


@pytest.mark.parametrize("field", ["action", "outcome", "note"])
def test_the_journal_refuses_a_secret_in_a_field_of_text(field: str):
    ended = events.ActionEnded("a.b", "ok")
    with pytest.raises(SecretLeak) as refused:
        journal(Heard(replace(ended, **{field: Secret("40917")}), NOW, ""))  # type: ignore[arg-type]
    assert "40917" not in str(refused.value)


def test_what_is_no_value_is_refused():
    with pytest.raises(StateError):
        dump(state_with(object()))


def test_a_newer_state_is_refused_in_words():
    document = dump(state_with("x"))
    with pytest.raises(StateError, match=f"version {VERSION + 1}"):
        load({**document, "version": VERSION + 1})


@pytest.mark.parametrize(
    "damage",
    [
        {"version": None},
        {"version": "1"},
        {"frames": []},
        {"frames": "x"},
        {"frames": [{"flow": "main"}]},
        {"awaiting": {"kind": "dreaming"}},
        {"awaiting": None},
        {"now": "yesterday"},
        {"now": "2026-03-02T15:00:00"},
        {"grants": [{"level": 9}]},
    ],
)
def test_a_damaged_state_is_refused(damage):
    with pytest.raises(StateError):
        load(through_json({**dump(state_with("x")), **damage}))


@pytest.mark.parametrize(
    "value", [{"money": ["x", "USD"]}, {"money": 5}, {"date": "1"}, {"card": ["a"]}, {"what": 1}, {}, None, 1.5]
)
def test_a_damaged_value_is_refused(value):
    document = through_json(dump(state_with("x")))
    document["frames"][0]["variables"]["x"] = value
    with pytest.raises(StateError):
        load(document)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | texts, lambda x: st.lists(x) | st.dictionaries(texts, x))
)
def test_any_document_is_read_or_refused(anything):
    document = through_json(dump(state_with("x")))
    for key in document:
        try:
            load({**document, key: anything})
        except StateError:
            continue


MEANINGS = [
    events.Began(None, "+1"),
    events.Chosen("star"),
    events.Given(Money.of(5, "USD")),
    events.Given(date(2026, 3, 1)),
    events.GivenSecret(),
    events.Answered(False),
    events.NoInput(),
    events.NoMatch(),
    events.Shortcut("agent"),
    events.Starred(),
    events.CardTaken("visa", "4242"),
    events.CaptureEnded("not_taken", "why"),
    events.QueueLeft("left", 5),
    events.HungUp(),
    events.ActionEnded("a.b", "ok", [{"x": datetime(2026, 3, 1, tzinfo=UTC)}], VERIFIED, None, "paid"),
    events.StillWorking(),
    events.Unexpected("Keyed"),
]


@pytest.mark.parametrize("what", MEANINGS, ids=lambda what: type(what).__name__)
def test_the_journal_tells_what_was_heard(what):
    heard = Heard(what, NOW, "ab" * 16, Secret("654321"))
    entry = through_json(journal(heard))
    assert from_journal(entry) == heard
    assert from_journal(entry).sealed is None
    assert "654321" not in json.dumps(entry)


@pytest.mark.parametrize("entry", [{}, {"heard": "dreams"}, {"heard": "chosen", "what": {}, "now": "x", "draw": ""}])
def test_a_damaged_journal_is_refused(entry):
    with pytest.raises(StateError):
        from_journal(entry)


def test_a_call_begins_in_the_lines_first_language_unless_told():
    line = line_of(
        main="steps:\n  a: {hang_up: silent}\n",
        settings={"languages": "{en-US: {name: English}, es-US: {name: Español}}"},
        prompts={"en-US": "", "es-US": ""},
    )
    spoken = [begin(line, "CA1", None, tag, NOW).language for tag in (None, "es-US", "fr-FR")]
    assert spoken == ["en-US", "es-US", "en-US"]

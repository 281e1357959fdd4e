"""Any events, in any order, in any state: a defined answer, never an exception. On the line that ships, and on one of
every verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.engine import awaiting as waits
from ivr.engine import events
from ivr.engine.advancing import Wanted, advance
from ivr.engine.directives import Listen
from ivr.engine.events import ActionEnded, Heard, Raw
from ivr.engine.grants import Confirmation, Grant
from ivr.engine.hearing import hear
from ivr.engine.journal import from_journal, journal
from ivr.engine.state import State, begin, describe
from ivr.engine.waiting import waiting
from ivr.flow.contracts import COMMON, Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.flow.types import Choice, Kind, ListOf, Record, Type, Value
from ivr.flow.verbs import Ask, Confirm, Menu
from ivr.runtime.actions import CONTRACTS
from ivr.values import Money, Secret
from tests.engine.calls import CLOSING, NOW, stored, through_json

FLOWS = Path(__file__).parents[2] / "flows"


@cache
def shipped() -> Line:
    files = {str(path.relative_to(FLOWS)): path.read_bytes() for path in FLOWS.rglob("*") if path.is_file()}
    reading = read_line({name: text for name, text in files.items() if not name.startswith("tests")}, CONTRACTS)
    assert reading.line is not None, reading.complaints
    return reading.line


SINGLES: dict[Kind, st.SearchStrategy[Value]] = {
    Kind.MONEY: st.builds(Money.minor, st.integers(0, 10**7), st.just("USD")),
    Kind.DATE: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    Kind.TIME: st.just(datetime(2026, 3, 3, 14, tzinfo=UTC)),
    Kind.NUMBER: st.integers(0, 99),
    Kind.PERCENT: st.just(Decimal("4.5")),
    Kind.BOOLEAN: st.booleans(),
    Kind.PHONE: st.just("+12025550123"),
}


def of_type(kind: Type) -> st.SearchStrategy[Value]:
    if isinstance(kind, Choice):
        return st.sampled_from(kind.values)
    if isinstance(kind, ListOf):
        return st.lists(of_type(kind.item), max_size=3)
    if isinstance(kind, Record):
        own = {name: field for name, field in kind.fields.items() if not name.startswith("has_")}
        companions = {n: of_type(f.type) for n, f in kind.fields.items() if n.startswith("has_") and n[4:] not in own}
        return st.fixed_dictionaries(
            {name: of_type(field.type) for name, field in own.items() if not field.optional} | companions,
            optional={name: of_type(field.type) for name, field in own.items() if field.optional},
        )
    return SINGLES.get(kind.kind, st.sampled_from(["4001", "word"]))


def end(data: st.DataObject, line: Line, wanted: Wanted) -> ActionEnded:
    contract = line.contracts[wanted.action]
    usual = [contract.normal or contract.outcomes[0]] * 6
    outcome = data.draw(st.sampled_from([*usual, *contract.outcomes, *COMMON, "never_promised"]))
    gives = contract.result is not None and outcome in contract.gives
    result = data.draw(of_type(contract.result)) if gives and contract.result is not None else None
    grant = confirmation = None
    if wanted.action == "otp.check" and outcome == "right":
        level = data.draw(st.sampled_from([Level.VERIFIED, Level.VERIFIED, Level.IDENTIFIED]))
        grant = Grant(level, "40010001", ("kba", "otp"), NOW + timedelta(hours=1), "Maria Lopez")
    if wanted.action == "confirmation.check" and outcome == "right":
        values = wanted.inputs["values"]
        assert isinstance(values, dict)
        named = {name: str(text) for name, text in values.items()}
        confirmation = Confirmation(str(wanted.inputs["action"]), "40010001", named, NOW + timedelta(hours=1))
    return ActionEnded(wanted.action, outcome, result, grant, confirmation, data.draw(st.none() | st.just("noted")))


phrases = st.sampled_from(
    ["", "  ", "more time", "February 29 1980", "$50.25", "一二三", "😀", "x" * 2000]
) | st.sampled_from(
    [
        "yes",
        "no",
        "agent",
        "repeat",
        "back",
        "language",
        "pay",
        "balance",
        "one",
        "12345678",
        "$50.25",
        "minimum",
        "一二三",
        "😀",
    ]
)
happened: st.SearchStrategy[events.What] = st.one_of(
    st.builds(events.Keyed, st.sampled_from([*"0123456789*#", "*0", "123456", "02291980", "50*25", "40010001"])),
    st.builds(events.Keyed, st.text("0123456789*#x\x00", max_size=12)),
    st.builds(events.Spoke, phrases | st.text(max_size=30), st.none() | st.floats(0, 1)),
    st.just(events.Silence()),
    st.just(events.Went()),
    st.just(events.Began(None, "+12025550100")),
    st.builds(events.CardCaptured, st.just(Secret("tok_1")), st.just("visa"), st.just("4242")),
    st.builds(events.CaptureEnded, st.sampled_from(["stopped", "not_taken"]), st.just("why")),
    st.builds(events.QueueLeft, st.sampled_from(["answered", "full", "too_long", "failed", "left"])),
    st.just(events.StillWorking()),
    st.builds(ActionEnded, st.sampled_from([*CONTRACTS, "no.such"]), st.sampled_from(["found", "paid", "sent", "x"])),
)
GOOD_KEYS = {"date": "02291980", "money": "50*25", "account": "40010001", "phone": "2025550123", "code": "123456"}


def fitting(line: Line, state: State) -> st.SearchStrategy[events.What]:
    """What a caller would do who wants to get on."""
    step = line.flows[state.frame.flow].step(state.frame.step)
    if isinstance(state.awaiting, waits.Capturing):
        return st.just(events.CardCaptured(Secret("tok_1"), "visa", "4242"))
    if isinstance(state.awaiting, waits.Queueing):
        return st.just(events.QueueLeft("answered", 60))
    if isinstance(step, Menu):
        return st.builds(events.Keyed, st.sampled_from(list(step.choices)))
    if isinstance(step, Ask) and isinstance(state.awaiting, waits.Answering):
        if step.for_ in ("yes_no", "consent"):
            return st.just(events.Keyed("1"))
        return st.just(events.Keyed(GOOD_KEYS.get(step.for_, "12345"[: int((step.length or "5")[-1])])))
    return st.just(events.Keyed("123456" if isinstance(step, Confirm) else "1"))


meant: st.SearchStrategy[events.Meaning] = st.one_of(
    st.builds(events.Chosen, st.sampled_from([*"0123456789", "star", "pound", "?"])),
    st.builds(events.Given, st.one_of(*SINGLES.values(), st.text(max_size=5))),
    st.builds(events.Answered, st.booleans()),
    st.builds(events.Shortcut, st.sampled_from(["repeat", "back", "agent", "fraud", "language", "no-such"])),
    st.sampled_from([events.GivenSecret(), events.NoInput(), events.NoMatch(), events.Starred()]),
    st.builds(events.CardTaken, st.just("visa"), st.just("4242")),
    st.builds(events.Unexpected, st.just("Keyed")),
)


class Walker:
    """A call that is advanced as the runtime does, holding every promise of `Advanced` on the way."""

    def __init__(self, data: st.DataObject, line: Line):
        self.data, self.line = data, line
        caller = data.draw(st.sampled_from(["+12025550123", None]))
        self.state: State = begin(line, "CA1", caller, None, NOW)
        if data.draw(st.booleans()):  # known already, so that more is reached
            grant = Grant(Level.VERIFIED, "40010001", ("kba", "otp"), NOW + timedelta(hours=1), "Maria Lopez")
            self.state = replace(self.state, grants=(grant,))

    def turn(self, what: events.What) -> None:
        heard = hear(self.line, self.state, Raw(what, self.state.now + timedelta(seconds=3), "0" * 32))
        self.go_on(heard)

    def wander(self, most: int) -> None:
        """Turns of every sort, most of them such that the call gets on."""
        for strange in self.data.draw(st.lists(st.sampled_from([False, False, False, False, True]), max_size=most)):
            self.turn(self.data.draw(happened if strange else fitting(self.line, self.state)))

    def go_on(self, heard: Heard) -> None:
        closed = 0
        for _ in range(200):
            assert from_journal(through_json(journal(heard))) == heard
            moved = advance(self.line, self.state, heard)
            assert stored(moved.state) == moved.state
            self.state = moved.state
            closed += sum(isinstance(one, CLOSING) for one in moved.directives)
            if moved.wanted is None:
                assert closed == 1
                assert isinstance(moved.directives[-1], CLOSING)
                if isinstance(moved.directives[-1], Listen):
                    assert self.state.listening
                    assert moved.directives[-1].prompts
                break
            assert closed == 0
            if moved.wanted.outside and self.data.draw(st.booleans()):
                break  # its end is another turn's, or never comes
            ended = end(self.data, self.line, moved.wanted)
            heard = hear(self.line, self.state, Raw(ended, heard.now, heard.draw))
        else:
            raise AssertionError("a turn without end")
        assert describe(self.state)["flow"]
        waiting(self.line, self.state, 1, 60, 120)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_sequence_of_events_is_answered(data):
    walker = Walker(data, shipped())
    walker.wander(40)
    walker.turn(events.HungUp())
    assert walker.state.ended
    walker.turn(data.draw(happened))
    assert walker.state.ended


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_meaning_is_answered_in_any_state(data):
    walker = Walker(data, shipped())
    walker.wander(15)
    strange = data.draw(
        st.sampled_from(
            [
                walker.state.awaiting,
                waits.Choosing(),
                waits.Answering(),
                waits.Confirming(Money.of(5, "USD")),
                waits.Confirming("4001"),
                waits.Picking(),
                waits.Acting("otp.send", False),
                waits.Acting("payment.charge", True),
                waits.Capturing("ref"),
                waits.Queueing(),
                waits.Starting(),
            ]
        )
    )
    walker.state = replace(walker.state, awaiting=strange)
    hear(walker.line, walker.state, Raw(data.draw(happened), NOW, ""))
    walker.go_on(Heard(data.draw(meant), walker.state.now, "0" * 32, data.draw(st.none() | st.just(Secret("1")))))
    walker.turn(data.draw(happened))

"""Every step hung up on, and calls of whose end nobody tells: nothing stays half open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from ivr.engine.awaiting import Queueing
from ivr.engine.cut_off import cut_off, stops_of
from ivr.engine.state import State, dump, load
from ivr.flow.line import Line
from ivr.runtime.bootstrap import House
from ivr.runtime.folders import read_folder
from ivr.runtime.forgotten import LONGEST_CALL_MS, Forgotten
from ivr.runtime.machine import RealMachine
from ivr.store import calls, effects
from ivr.store.calls import CallRow
from ivr.store.cut_offs import cut_offs
from ivr.store.promise_tables import handoffs
from ivr.study.explore.engine import ordinary_root
from ivr.study.explore.searching import Search
from tests.runtime.conftest import ALICE, CALL, LINE, Hand

LONGEST = timedelta(milliseconds=LONGEST_CALL_MS)


@pytest.fixture(scope="module")
def shipped() -> Line:
    found = read_folder(Path(__file__).parents[2] / "flows")
    assert found.service is not None
    return found.service.line


ASKS = ("menu", "ask", "confirm", "pay", "queue", "resume")


def asking(line: Line) -> set[tuple[str, str]]:
    """The steps that wait for the caller."""
    flows = line.flows.values()
    return {(f.name, name) for f in flows for name, step in {**f.steps, **f.asides}.items() if step.verb in ASKS}


@pytest.fixture(scope="module")
def everywhere(shipped: Line) -> dict[tuple[str, str, str], State]:
    """A call at each step of the shipped line that waits for anything, as exploring came there first."""
    search = Search(shipped, ordinary_root(shipped))
    found: dict[tuple[str, str, str], State] = {}
    left, seen = asking(shipped), 0

    def enough() -> bool:
        nonlocal seen
        for node in search.nodes[seen:]:
            state = node.point.state()
            if not state.ended:
                found.setdefault((state.frame.flow, state.frame.step, state.awaiting.kind), state)
            if state.listening or state.awaiting.kind in ("capturing", "queueing"):
                left.discard((state.frame.flow, state.frame.step))
        seen = len(search.nodes)
        return not left

    search.run(enough)
    assert not left
    return found


def put(house: House, states: Iterator[tuple[str, State]]) -> None:
    """Calls that are there, each with a card in the vault, and those that wait in a queue on its list."""
    service = house.lines.live
    at = int(datetime(2026, 11, 24, 15, tzinfo=UTC).timestamp() * 1000)
    with house.database.begin() as connection:
        for call, state in states:
            document = json.dumps(dump(replace(state, call=call)))
            row = CallRow(call, service.id, service.version, LINE, ALICE, 7, document, None, ended=False)
            calls.start(connection, row, at)
            effects.seal(connection, service.id, call, "card", b"sealed", at)
            if isinstance(state.awaiting, Queueing):
                connection.execute(insert(handoffs).values(_waiting(service.id, call, state)))


def _waiting(line: str, call: str, state: State) -> dict[str, object]:
    waits = {"queue": "support", "entered": state.now, "language": "en-US", "level": "anonymous"}
    return {"line": line, "call": call, "who": "", "last_four": "", "wanted": "", "done": "", **waits}


def test_a_hang_up_at_every_step_leaves_a_defined_state(
    house: House, shipped: Line, everywhere: dict[tuple[str, str, str], State]
) -> None:
    states = {f"CA{number:032}": state for number, state in enumerate(everywhere.values())}
    put(house, iter(states.items()))
    for call in states:
        house.runner.ended(call, 0, "completed", {})
    with house.database.reading() as connection:
        for call, state in states.items():
            row = calls.look(connection, call)
            assert row is not None
            where = (state.frame.flow, state.frame.step, state.awaiting.kind)
            assert (row.ended, row.awaits) == (True, None), where
            assert load(json.loads(row.state)).ended, where
            kept = connection.execute(select(cut_offs.c.at).where(cut_offs.c.call == call)).scalar()
            place = cut_off(state)
            assert kept == (place.at if place is not None else None), where
            assert kept is None or stops_of(shipped, kept) is not None, where
        assert connection.execute(select(func.count()).select_from(effects.vault)).scalar() == 0
        assert connection.execute(select(func.count()).where(handoffs.c.left_at.is_(None))).scalar() == 0
        assert connection.execute(select(func.count()).where(effects.effects.c.kind == "charge")).scalar() == 0
    assert any(cut_off(state) for state in states.values())


class Later(RealMachine):
    """A machine some time after the calls of the lab."""

    def __init__(self, after: timedelta) -> None:
        self.moment = datetime(2026, 11, 24, 15, tzinfo=UTC) + after

    def now(self) -> datetime:
        return self.moment


def swept(house: House, after: timedelta) -> int:
    return Forgotten(house.database, house.runner.vanished, Later(after)).sweep()


def test_a_caller_of_whose_end_nobody_tells_is_ended_after_the_longest_call(hand: Hand, house: House) -> None:
    hand.verify()
    hand.press("3", "1")
    assert swept(house, LONGEST - timedelta(minutes=1)) == 0
    assert swept(house, LONGEST + timedelta(minutes=1)) == 1
    assert swept(house, LONGEST + timedelta(minutes=1)) == 0
    with house.database.reading() as connection:
        row = calls.look(connection, CALL)
        assert row is not None
        assert row.ended
        told = select(calls.call_events.c.status, calls.call_events.c.journal).where(calls.call_events.c.call == CALL)
        [(status, journal)] = connection.execute(told).all()
    assert status == "vanished"
    assert '"hung_up"' in journal
    house.runner.ended(CALL, 0, "completed", {})  # told at last: nothing more happens
    assert [*json.loads(hand.post(None))["told"][0]] == ["HangUp"]  # type: ignore[arg-type]


def test_a_caller_in_a_queue_is_off_the_list(hand: Hand, house: House) -> None:
    hand.begin()
    hand.press("1", "0")
    waiting = select(func.count()).where(handoffs.c.left_at.is_(None))
    with house.database.reading() as connection:
        assert connection.execute(waiting).scalar() == 1
    assert swept(house, LONGEST + timedelta(hours=1)) == 1
    with house.database.reading() as connection:
        assert connection.execute(waiting).scalar() == 0


def test_a_call_that_is_still_heard_from_goes_on_however_long_it_is(hand: Hand, house: House) -> None:
    hand.begin()
    assert house.laboratory is not None
    house.laboratory.clock(CALL, "2026-11-24T14:00:00-05:00", "seed")
    hand.press("1")
    assert swept(house, LONGEST + timedelta(hours=1)) == 0


def test_a_call_that_cannot_be_ended_does_not_keep_others_open(hand: Hand, house: House) -> None:
    hand.begin()
    ended: list[str] = []

    def end(call: str) -> None:
        ended.append(call)
        raise RuntimeError("its version is gone")

    assert Forgotten(house.database, end, Later(LONGEST * 2)).sweep() == 1
    assert ended == [CALL]

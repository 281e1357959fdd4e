"""The checks of the loads can fail: each finds what it is there for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from ivr.store.calls import CallRow, TurnRow, calls, turns
from ivr.store.database import Database
from ivr.store.effects import EffectRow, add, effects
from ivr.store.lab import put
from ivr.store.migrate import upgrade
from tests.load.answers import Answers
from tests.load.judging import Verdict, judge_effects, judge_money, judge_turns

CALL = "CA" + "1" * 32
SAID = "<Response><Say>Hello</Say></Response>"
ON = '<?xml version="1.0" encoding="UTF-8"?><Response><Redirect>http://line/voice/turn/{}/on</Redirect></Response>'


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'judged.db'}")
    upgrade(made)
    row = CallRow(CALL, "harbor", "v", "+1", None, 2, "{}", None, False)
    with made.begin() as connection:
        connection.execute(sa.insert(calls).values(**row.__dict__, began=0, touched=0))
        for number in range(2):
            taken = TurnRow(number, "", SAID, "[1]", 0)
            connection.execute(sa.insert(turns).values(call=CALL, line="harbor", **taken.__dict__))
    return made


def turns_judged(database: Database, answers: Answers) -> list[str]:
    verdict = Verdict()
    with database.begin() as connection:
        judge_turns(connection, answers, verdict)
    return verdict.wrong


def test_stored_bytes_and_redirects_are_right_and_nothing_else_is(database: Database) -> None:
    answers = Answers()
    answers.note((CALL, 1), 200, SAID.encode())
    answers.note((CALL, 1), 200, ON.format(1).encode())
    assert turns_judged(database, answers) == []
    answers.note((CALL, 1), 200, SAID.replace("Hello", "Hallo").encode())
    answers.note((CALL, 0), 500, b"")
    first, second = turns_judged(database, answers)
    assert "of other bytes" in first
    assert "500" in second
    database.close()


def test_a_turn_that_is_missing_or_has_no_journal_is_found(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(sa.delete(turns).where(turns.c.number == 0))
        connection.execute(sa.update(turns).values(journal="[]"))
    assert len(turns_judged(database, Answers())) == 2
    database.close()


def test_a_message_performed_twice_and_an_effect_left_are_found(database: Database) -> None:
    verdict = Verdict()
    with database.begin() as connection:
        for key in ("once", "twice", "left"):
            add(connection, EffectRow(key, "harbor", CALL, "text", None, "en-US", "{}", None, "done", 1))
            put(connection, "message", key, {})
        connection.execute(sa.update(effects).where(effects.c.key == "twice").values(attempts=2))
        connection.execute(sa.update(effects).where(effects.c.key == "left").values(status="running"))
        judge_effects(connection, verdict)
    assert sorted(each.rpartition(" ")[2] for each in verdict.wrong) == ["left", "twice"]
    database.close()


def test_charges_that_are_doubled_or_not_booked_are_found(database: Database) -> None:
    verdict = Verdict()
    with database.begin() as connection:
        judge_money(connection, [], Counter({CALL: 2}), verdict)
    assert [each.partition(":")[0] for each in verdict.wrong] == ["calls charged twice", "charges that are not booked"]
    database.close()

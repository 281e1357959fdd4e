"""Claims: each effect is one worker's, and nobody waits for another one's rows."""

from __future__ import annotations

from ivr.store import effects
from ivr.store.database import Database
from ivr.store.effects import EffectRow


def decide(database: Database, count: int) -> None:
    with database.begin() as connection:
        for number in range(count):
            effects.add(connection, row(f"key {number}", due=number))


def row(key: str, due: int = 0) -> EffectRow:
    return EffectRow(key, "harbor", "CA1", "text", None, "en-US", "{}", None, due=due, made=due)


def claim_due(database: Database, limit: int, now: int = 100) -> list[str]:
    with database.begin() as connection:
        return [row.key for row in effects.claim_due(connection, "text", now, now + 50, limit)]


def test_a_claim_takes_the_longest_waiting_and_no_more_than_it_may(database: Database) -> None:
    decide(database, 5)
    assert claim_due(database, 2) == ["key 0", "key 1"]
    assert claim_due(database, 9) == ["key 2", "key 3", "key 4"]
    assert claim_due(database, 9) == []
    assert len(claim_due(database, 9, now=151)) == 5, "their leases have lapsed"


def test_what_is_not_due_or_is_done_is_not_claimed(database: Database) -> None:
    decide(database, 3)
    with database.begin() as connection:
        first = effects.claim(connection, "key 0", 0, 50)
        assert first is not None
        assert effects.claim(connection, "key 0", 10, 60) is None
        assert effects.finish(connection, first, "done", None, 5)
    assert claim_due(database, 9, now=1) == ["key 1"]


def test_another_kind_is_left_to_its_own_threads(database: Database) -> None:
    decide(database, 1)
    with database.begin() as connection:
        assert effects.claim_due(connection, "charge", 100, 150, 9) == []


def test_a_try_that_never_reached_its_service_does_not_count(database: Database) -> None:
    decide(database, 1)
    with database.begin() as connection:
        [held] = effects.claim_due(connection, "text", 100, 150, 1)
        assert effects.postpone(connection, held, 300, untried=True)
        found = effects.get(connection, held.key)
        assert found is not None
        assert (found.status, found.attempts) == ("ready", 0)


def test_only_what_nobody_has_begun_is_withdrawn(database: Database) -> None:
    decide(database, 2)
    with database.begin() as connection:
        assert effects.claim(connection, "key 0", 100, 150) is not None
        for key in ("key 0", "key 1"):
            effects.withdraw(connection, key, "told", 120)
        assert [effects.get(connection, key).status for key in ("key 0", "key 1")] == ["running", "failed"]
        assert effects.claim(connection, "key 1", 200, 250) is None


def test_two_workers_claim_at_once_and_neither_waits(database: Database) -> None:
    if database.is_sqlite:
        return  # one writer at a time
    decide(database, 4)
    with database.begin() as one, database.begin(wait=0.5) as other:
        first = [row.key for row in effects.claim_due(one, "text", 100, 150, 2)]
        second = [row.key for row in effects.claim_due(other, "text", 100, 150, 4)]
    assert (first, second) == (["key 0", "key 1"], ["key 2", "key 3"])


def test_only_the_last_to_claim_finishes_postpones_or_renews(database: Database) -> None:
    decide(database, 1)
    with database.begin() as connection:
        [lapsed] = effects.claim_due(connection, "text", 100, 150, 1)
        [held] = effects.claim_due(connection, "text", 200, 250, 1)
        assert (lapsed.attempts, held.attempts) == (1, 2)
        assert not effects.finish(connection, lapsed, "done", None, 210)
        assert not effects.postpone(connection, lapsed, 300)
        effects.renew(connection, {lapsed.key: lapsed.attempts}, 999)
        assert effects.get(connection, held.key) == held
        effects.renew(connection, {held.key: held.attempts}, 260)
        assert effects.finish(connection, held, "done", None, 220)
        assert not effects.finish(connection, held, "done", None, 221), "it is done"

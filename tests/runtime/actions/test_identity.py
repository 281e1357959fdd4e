"""Verification as a caller meets it, and as somebody who guesses does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from ivr.flow.contracts import Level
from ivr.runtime.action import Ended
from ivr.values import Secret
from tests.support.business import KEYS, Caller, Desk, other_code

ALICE, BORN = "40012345", "1980-02-29"
NOBODY = "49999999"
RIGHT_ANSWERS = [
    ("40012345", "birth_date", "1980-02-29"),
    ("40023456", "postcode", "10002"),
    ("40034567", "last_payment", "85.00"),
    ("40034567", "last_payment", "85"),
    ("40078901", "birth_date", "1991-11-30"),
]
DECOYS = {
    "wrong answer": ("40090123", "1988-05-06"),
    "locked": ("40067890", "1969-01-05"),
    "no contact": ("40089012", "1983-03-08"),
    "nobody's": (NOBODY, "1980-02-29"),
    "gibberish": ("4", ""),
}


@pytest.mark.parametrize(("number", "question", "answer"), RIGHT_ANSWERS)
def test_the_right_answer_and_code_verify(caller: Caller, number: str, question: str, answer: str) -> None:
    assert caller.do("identity.claim", account=number).result == {"question": question}
    caller.verify(number, answer)
    assert (caller.level, caller.account) == (Level.VERIFIED, number)


def test_the_grant_names_its_holder_and_ends(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    grant = caller.do("otp.check", given=caller.code()).grant
    assert grant is not None
    assert (grant.name, grant.factors) == ("Alice Morgan", ("account", "knowledge", "code"))
    assert grant.until == caller.now + timedelta(minutes=30)


def test_the_code_goes_to_the_contact_on_file_and_is_not_in_the_message(desk: Desk, caller: Caller) -> None:
    caller.verify(ALICE, BORN)
    (message,) = desk.outbox.messages
    assert (message.to, message.channel, message.prompt) == ("+12025550101", "text", "text-code")
    assert caller.code().reveal() not in repr(message)


@pytest.mark.parametrize(("number", "answer"), DECOYS.values(), ids=DECOYS)
def test_without_the_right_answer_no_code_is_sent_and_none_is_right(
    desk: Desk, caller: Caller, number: str, answer: str
) -> None:
    caller.do("identity.claim", account=number)
    assert caller.do("identity.answer", given=Secret(answer)).outcome == "noted"
    assert caller.do("otp.send").outcome == "sent"
    assert desk.outbox.sent() == []
    ended = caller.do("otp.check", given=caller.code())  # even the code that would be right
    assert (ended.outcome, ended.grant) == ("wrong", None)


def _attempt(caller: Caller, number: str, answer: str) -> list[str]:
    """Everything somebody without a code can try, as outcomes."""
    heard: list[Ended] = [caller.do("identity.claim", account=number)]
    heard.append(caller.do("identity.answer", given=Secret(answer)))
    for channel in (None, "other", "text", "email"):
        heard.append(caller.do("otp.send", channel=channel) if channel else caller.do("otp.send"))
        heard.append(caller.do("otp.check", given=other_code(caller.code())))
    caller.wait(minutes=11)
    heard += [caller.do("otp.check", given=other_code(caller.code())) for _ in range(4)]
    heard += [caller.do("otp.send") for _ in range(3)]
    return [ended.outcome for ended in heard]


@pytest.mark.parametrize(("number", "answer"), DECOYS.values(), ids=DECOYS)
def test_nobody_can_tell_an_account_from_none(desk: Desk, number: str, answer: str) -> None:
    real, decoy = desk.caller(), desk.caller()
    with _statements(desk) as for_real:
        heard = _attempt(real, ALICE, BORN)
    messages = len(desk.outbox.messages)
    with _statements(desk) as for_decoy:
        assert _attempt(decoy, number, answer) == heard
    assert len(desk.outbox.messages) == 2 * messages
    assert len(for_real) == len(for_decoy)
    assert "used_up" in heard


@contextmanager
def _statements(desk: Desk) -> Iterator[list[str]]:
    """What the database is asked: a decoy must cost as much as a real account."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(desk.connection, "before_cursor_execute", note)
    yield seen
    sa.event.remove(desk.connection, "before_cursor_execute", note)


def test_the_question_for_a_number_is_always_the_same(desk: Desk) -> None:
    for number in (ALICE, "40190123", NOBODY):
        assert len({str(desk.caller().do("identity.claim", account=number).result) for _ in range(4)}) == 1


def test_a_number_may_be_said_with_spaces(caller: Caller) -> None:
    caller.verify("4001 2345", BORN)
    assert caller.account == ALICE


def test_answers_are_counted_over_calls_whether_the_account_exists_or_not(desk: Desk) -> None:
    for number in (ALICE, NOBODY):
        outcomes = []
        for _ in range(3):
            caller = desk.caller()
            caller.do("identity.claim", account=number)
            outcomes += [caller.do("identity.answer", given=Secret("2000-01-01")).outcome for _ in range(3)]
        assert outcomes == ["noted"] * 8 + ["used_up"]


def test_the_next_day_there_are_tries_again(desk: Desk) -> None:
    for _ in range(3):
        caller = desk.caller()
        caller.do("identity.claim", account=ALICE)
        outcomes = [caller.do("identity.answer", given=Secret("2000-01-01")).outcome for _ in range(3)]
    assert outcomes[-1] == "used_up"
    tomorrow = desk.caller(now=caller.now + timedelta(days=1))
    tomorrow.verify(ALICE, BORN)


def test_after_used_up_even_the_right_answer_is_worth_nothing(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    for _ in range(5):
        last = caller.do("identity.answer", given=Secret(BORN))
    assert last.outcome == "used_up"
    caller.do("otp.send")
    assert desk.outbox.sent() == []


def test_claims_are_used_up_for_a_call(caller: Caller) -> None:
    outcomes = [caller.do("identity.claim", account=str(number)).outcome for number in range(40000001, 40000006)]
    assert outcomes == ["claimed"] * 4 + ["used_up"]


def test_the_third_wrong_code_is_the_last(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    wrong = other_code(caller.code())
    assert [caller.do("otp.check", given=wrong).outcome for _ in range(3)] == ["wrong", "wrong", "used_up"]
    assert caller.do("otp.check", given=caller.code()).outcome == "used_up"


def test_the_right_code_on_the_last_try_is_right(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    wrong = other_code(caller.code())
    caller.do("otp.check", given=wrong)
    caller.do("otp.check", given=wrong)
    assert caller.do("otp.check", given=caller.code()).outcome == "right"


def test_a_code_is_good_for_ten_minutes(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    caller.wait(minutes=10)
    assert caller.do("otp.check", given=caller.code()).outcome == "expired"
    caller.do("otp.send")
    caller.wait(minutes=9, seconds=59)
    assert caller.do("otp.check", given=caller.code()).outcome == "right"


def test_a_code_is_good_once(caller: Caller) -> None:
    caller.verify(ALICE, BORN)
    assert caller.do("otp.check", given=caller.code()).outcome == "expired"


def test_a_new_code_makes_the_old_one_worthless(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    old = caller.code()
    assert caller.do("otp.send", channel="other").result == {"channel": "email"}
    assert [each.to for each in desk.outbox.messages] == ["+12025550101", "alice@example.com"]
    assert caller.do("otp.check", given=old).outcome == "wrong"
    assert caller.do("otp.check", given=caller.code()).outcome == "right"


def test_other_twice_is_back_where_it_was(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    channels = [caller.do("otp.send", channel="other").result for _ in range(2)]
    assert channels == [{"channel": "email"}, {"channel": "text"}]


def test_a_channel_that_is_not_on_file_is_not_denied_and_gets_nothing(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account="40078901")  # Grace has no mobile
    caller.do("identity.answer", given=Secret("1991-11-30"))
    assert caller.do("otp.send", channel="text").result == {"channel": "text"}
    assert desk.outbox.sent() == []
    assert caller.do("otp.send").result == {"channel": "email"}
    assert [each.to for each in desk.outbox.sent()] == ["grace@example.com"]


def test_a_code_for_one_account_does_not_open_another_claimed_after(caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    code = caller.code()
    caller.do("identity.claim", account="40023456")
    caller.do("identity.answer", given=Secret("10002"))
    assert caller.do("otp.check", given=code).outcome == "wrong"


def test_a_code_of_one_call_is_nothing_in_another(desk: Desk) -> None:
    mine, theirs = desk.caller(), desk.caller()
    mine.do("identity.claim", account=ALICE)
    mine.do("identity.answer", given=Secret(BORN))
    mine.do("otp.send")
    theirs.do("identity.claim", account=ALICE)
    theirs.do("identity.answer", given=Secret(BORN))
    assert theirs.do("otp.check", given=mine.code()).outcome == "wrong"


def test_an_account_locked_in_the_meantime_is_not_verified(desk: Desk, caller: Caller) -> None:
    caller.do("identity.claim", account=ALICE)
    caller.do("identity.answer", given=Secret(BORN))
    caller.do("otp.send")
    account = desk.books.accounts.get(desk.account(ALICE))
    desk.books.accounts.update(replace(account, locked=True))
    assert caller.do("otp.check", given=caller.code()).outcome == "wrong"


def test_no_secret_is_stored(desk: Desk, caller: Caller) -> None:
    caller.verify(ALICE, BORN)
    for table in ("knowledge", "claims", "challenges", "counters"):
        stored = str(list(desk.connection.execute(sa.text(f"SELECT * FROM {table}"))))
        assert BORN not in stored
        assert "'" + caller.code().reveal() + "'" not in stored
        assert "'" + ALICE + "'" not in stored
    assert KEYS.lookup("account", ALICE) in str(list(desk.connection.execute(sa.text("SELECT * FROM counters"))))

"""Codes by text go only to the kinds of telephone line that policy.yaml allows; what is not known is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from ivr.domain.policy import Codes
from ivr.domain.records import LineKind
from ivr.values import Secret
from tests.support.business import Desk, usd

ALICE, BORN, MOBILE, MAIL = "40012345", "1980-02-29", "+12025550101", "alice@example.com"
BEN, POSTCODE = "40023456", "10002"


@pytest.fixture(autouse=True)
def _mobiles_only(desk: Desk) -> None:
    desk.caller().rules(codes=Codes(lines=("mobile", "fixed_voip")))


def on(desk: Desk, kind: LineKind, number: str = MOBILE, **ago: float) -> None:
    """It was found out that this number is on such a line."""
    caller = desk.caller()
    caller.wait(**{name: -value for name, value in ago.items()})
    desk.books.line_types.note(number, kind, caller.now)


def sent_to(
    desk: Desk, number: str = ALICE, answer: str = BORN, channel: str | None = None
) -> tuple[list[str], object]:
    """Where the code went, and what the caller heard of it."""
    caller, before = desk.caller(), len(desk.outbox.messages)
    caller.do("identity.claim", account=number)
    caller.do("identity.answer", given=Secret(answer))
    ended = caller.do("otp.send", channel=channel) if channel else caller.do("otp.send")
    return [str(each.to) for each in desk.outbox.messages[before:] if each.to is not None], ended.result


@pytest.mark.parametrize("kind", ["landline", "non_fixed_voip", "toll_free"])
def test_a_line_that_is_not_allowed_gets_no_code_and_the_next_contact_does(desk: Desk, kind: LineKind) -> None:
    on(desk, kind)
    assert sent_to(desk) == ([MAIL], {"channel": "email"})
    assert sent_to(desk, channel="text") == ([], {"channel": "text"}), "it sounds as if"


@pytest.mark.parametrize("kind", ["mobile", "fixed_voip", "unknown"])
def test_a_line_that_is_allowed_or_of_no_known_kind_gets_the_code(desk: Desk, kind: LineKind) -> None:
    on(desk, kind)
    assert sent_to(desk) == ([MOBILE], {"channel": "text"})


def test_what_was_not_found_out_in_time_keeps_nobody_out(desk: Desk) -> None:
    assert sent_to(desk) == ([MOBILE], {"channel": "text"})
    assert desk.outbox.asked == [MOBILE]


def test_an_answer_is_good_for_a_month_and_asked_for_again_after_it(desk: Desk) -> None:
    on(desk, "landline", days=29)
    assert sent_to(desk)[0] == [MAIL]
    assert desk.outbox.asked == [None]
    on(desk, "landline", days=31)
    assert sent_to(desk)[0] == [MOBILE]
    assert desk.outbox.asked == [None, MOBILE]


def test_without_such_a_rule_nothing_is_looked_up_and_every_line_gets_codes(desk: Desk) -> None:
    desk.caller().rules(codes=Codes())
    on(desk, "landline")
    assert sent_to(desk) == ([MOBILE], {"channel": "text"})
    assert desk.outbox.asked == []


def test_nobody_left_to_send_to_is_a_code_that_does_not_come(desk: Desk) -> None:
    on(desk, "landline", "+12025550102")
    assert sent_to(desk, BEN, POSTCODE)[0] == []


def test_a_confirmation_goes_by_the_same_rule(desk: Desk) -> None:
    caller = desk.caller().verify(ALICE, BORN)
    on(desk, "landline")
    values = {"amount": str(usd("240.00")), "days": "7", "new_date": "2026-12-20", "cost": str(usd("0.00"))}
    assert caller.do("confirmation.send", action="deferral.request", values=values).outcome == "sent"
    assert desk.outbox.messages[-1].to == MAIL
    verifying, confirming = (each.code for each in desk.outbox.messages)
    assert verifying is not None
    assert confirming is not None
    assert verifying.alone, "whoever carries codes may word it"
    assert not confirming.alone, "it names what is agreed to, in words of ours"


@pytest.mark.parametrize(
    "number", ["40067890", "40089012", "49999999", "40078901"], ids=["locked", "none", "no", "mail"]
)
def test_nobody_can_tell_an_account_from_none(desk: Desk, number: str) -> None:
    with _statements(desk) as for_real:
        sent_to(desk)
    with _statements(desk) as for_other:
        sent_to(desk, number)
    assert len(for_real) == len(for_other)
    assert desk.outbox.asked == [MOBILE, None]


@contextmanager
def _statements(desk: Desk) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sa.event.listen(desk.connection, "before_cursor_execute", note)
    yield seen
    sa.event.remove(desk.connection, "before_cursor_execute", note)

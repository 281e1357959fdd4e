"""Types of variables: what steps give them, and what may be given where."""

from datetime import date
from decimal import Decimal

import pytest

from ivr.flow.contracts import Level
from ivr.flow.literals import NotOfType, from_text, type_of
from ivr.flow.types import (
    ACCOUNT,
    BOOLEAN,
    CARD,
    CONSENT,
    DATE,
    EMAIL,
    MONEY,
    NUMBER,
    PERCENT,
    PHONE,
    TEXT,
    Choice,
    Type,
    Value,
    describe,
)
from ivr.values import Money
from tests.flow.contracts import CHARGE, DEFER, NOTE, OWED, PRICE, RECENT, SEND
from tests.support.lines import files_of, line_of, reading_of

CHANNEL = Choice("channel", ("text", "email"))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("5.00", MONEY, Money.of("5", "USD")),
        ("5", MONEY, Money.of("5", "USD")),
        ("-3", NUMBER, -3),
        ("4.5", PERCENT, Decimal("4.5")),
        ("2026-12-24", DATE, date(2026, 12, 24)),
        ("true", BOOLEAN, True),
        ("anything: at all", TEXT, "anything: at all"),
        ("+12025550123", PHONE, "+12025550123"),
        ("0042", ACCOUNT, "0042"),
        ("text", CHANNEL, "text"),
    ],
)
def test_text_becomes_the_value_that_is_wanted(text: str, kind: Type, value: Value) -> None:
    assert from_text(text, kind, "USD") == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5.001", MONEY),
        ("NaN", MONEY),
        ("five", MONEY),
        ("Infinity", PERCENT),
        ("1.5", NUMBER),
        ("99999999999", NUMBER),
        ("24.12.2026", DATE),
        ("2026-02-30", DATE),
        ("yes", BOOLEAN),
        ("12025550123", PHONE),
        ("nobody", EMAIL),
        ("txt", CHANNEL),
        ("card", CARD),
        ("yes", CONSENT),
    ],
)
def test_other_text_is_refused_in_words(text: str, kind: Type) -> None:
    with pytest.raises(NotOfType, match=f"'{text}' is"):
        from_text(text, kind, "USD")


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["7", "14", "30"], "number"),
        (["0", "-1"], "number"),
        (["07", "14"], "07 or 14"),
        (["7", "14.00"], "7 or 14.00"),
        (["5.00", "20.00"], "money"),
        (["true", "false"], "boolean"),
        (["moving", "other", "moving"], "moving or other"),
    ],
)
def test_text_alone_is_of_the_type_it_is_written_in(texts: list[str], kind: str) -> None:
    assert describe(type_of("it", texts)) == kind


def test_the_types_of_a_flow() -> None:
    line = line_of(
        main="""
        requires: verified
        takes: {from_whom: name, kind_of: kind}
        steps:
          owed: {do: account.owed, save: owed, on: {nothing_owed: done}}
          how: {menu: how, save: channel, choices: {1: {value: text}, 2: {value: email}}}
          send: {do: otp.send, with: {channel: $channel}}
          long: {menu: long, save: length, choices: {1: {value: 7}, 2: {value: 14, if: owed.has_minimum}}}
          note: {do: call.note, with: {text: $kind_of, days: $length}}
          list: {do: account.recent, save: recent}
          take: {take: next, from: $recent, save: item, on: {no_more: done}}
          read: {say: read}
          done: {return: done}
        """,
        start="""
        steps:
          begin: {run: main, with: {from_whom: Ana, kind_of: loan}}
          done: {hang_up: silent}
        """,
        settings={"start": "start"},
        prompts="read = { $item-position }: { $item-amount } to { $item-payee }, of { $recent-count }",
        contracts=[OWED, SEND, NOTE, RECENT, PRICE, CHARGE, DEFER],
    )
    types = {name: describe(kind) for name, kind in line.flows["main"].types.items()}
    assert types == {
        "call": "call",
        "caller": "caller",
        "from_whom": "name",
        "kind_of": "loan or rent",
        "owed": "owed",
        "channel": "text or email",
        "length": "number",
        "recent": "a list of transaction",
        "item": "transaction",
    }


def test_what_a_flow_hands_back_has_types_of_its_own() -> None:
    line = line_of(
        main="""
        steps:
          much: {run: much, save: got, on: {none: {hang_up: silent}}}
          tell: {say: tell, hang_up: silent}
        """,
        much="""
        steps:
          ask: {menu: ask, choices: {1: {return: none}, 2: {to: other}}}
        asides:
          other: {ask: other, for: money, save: amount, return: done, with: {amount: $amount, why: asked}}
        """,
        prompts="tell = { $got-amount } because { $got-why }",
    )
    assert {name: record and list(record.fields) for name, record in line.flows["much"].returns.items()} == {
        "done": ["amount", "why"],
        "none": None,
    }


def test_policy_raises_what_an_action_asks_and_never_lowers_it() -> None:
    files = files_of(main="steps:\n  note: {do: call.note, with: {text: x}, hang_up: silent}\n")
    raised = reading_of(files, [NOTE, OWED], levels={"call.note": Level.VERIFIED, "account.owed": Level.ANONYMOUS})
    assert raised.line is not None
    assert raised.line.contracts["call.note"].level is Level.VERIFIED
    assert raised.line.contracts["account.owed"].level is Level.VERIFIED

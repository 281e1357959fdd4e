"""A line is read whole, or refused with every complaint at its place."""

from datetime import date
from decimal import Decimal

from ivr.flow.contracts import Contract, Level
from ivr.flow.types import DATE, MONEY, record
from ivr.values import Money
from tests.support.lines import files_of, line_of, reading_of

OWED = Contract(
    "account.owed",
    "What is owed",
    ("known",),
    "known",
    result=record("owed", {"due": DATE}, full=MONEY),
    level=Level.VERIFIED,
)


def test_a_small_line_is_read() -> None:
    line = line_of(
        main="""
        steps:
          look_up: {do: account.owed, save: owed}
          tell:
            when:
              - {if: owed.has_due && owed.full > 0.00, to: owing}
          done: {say: nothing-owed, hang_up: silent}
        asides:
          owing: {say: you-owe, hang_up: silent}
        """,
        prompts="you-owe = You owe { $owed-full } by { $owed-due }.",
        contracts=[OWED],
    )
    flow = line.flows["main"]
    assert flow.first == "look_up"
    assert flow.after("look_up") == "tell"
    assert flow.after("owing") is None
    owed = {"full": Money(Decimal("12.50"), "USD"), "due": date(2026, 3, 5), "has_due": True}
    assert line.conditions["main", "owed.has_due && owed.full > 0.00"].holds({"owed": owed})
    said = line.prompts.speak("en-US", "you-owe", {"owed": owed}, flow.types)
    assert said.text == "You owe $12.50 by March 5, 2026."


def test_every_complaint_of_every_file_is_told_at_once() -> None:
    files = files_of(main="steps:\n  one: {sya: hello}\n", other="steps:\n  two: {say: hello, tp: three}\n")
    reading = reading_of(files | {"prompts/en-US.ftl": files["prompts/en-US.ftl"] + b"junk\n"})
    assert reading.line is None
    assert [(str(each.place).partition(":")[0], each.rule) for each in reading.complaints] == [
        ("flows/main.yaml", "unknown-verb"),
        ("flows/other.yaml", "unknown-key"),
        ("flows/prompts/en-US.ftl", "prompt-syntax"),
    ]

"""What the proof lets pass, what its complaints say, and what it finds in the line that is shipped."""

from dataclasses import replace
from pathlib import Path

import pytest

from ivr.flow.contracts import Level
from ivr.flow.line import Line
from ivr.flow.reading import read_line
from ivr.flow.verbs import Ask
from ivr.runtime.actions import CONTRACTS
from ivr.study.proof import prove, search
from tests.study.proof.lines import a_line, found

FLOWS = Path(__file__).parents[3] / "flows"
PAY = """
requires: verified
steps:
  which: {ask: which, for: money, save: amount}
  price: {do: payment.price, with: {amount: $amount}, save: price}
  consent: {ask: pay-consent, for: consent, save: agreed, on: {no: which}}
  card: {pay: card, for: card, save: card, on: {'stopped, not_taken': which}}
  charge:
    do: payment.charge
    with: {card: $card, amount: $price.total, agreed: $agreed}
    hang_up: silent
    on: {'declined, unknown, already_in_progress': {hang_up: silent}}
"""
WHO = "  who: {run: verify, on: {failed: {hang_up: silent}}}\n"
BALANCE = "  balance: {do: account.balance, hang_up: silent}\n"
MINE = "  balance: {do: account.balance, with: {account: $caller.account}, hang_up: silent}\n"
ITSELF = """
steps:
  more: {menu: more, choices: {1: again, 2: {return: done}}}
asides:
  again: {run: main, return: done}
"""
HOURS = """
steps:
  open: {do: hours.check, with: {queue: support}, hang_up: silent, on: {closed: {hang_up: silent}}}
"""


def shipped() -> Line:
    paths = [*FLOWS.glob("*.yaml"), *FLOWS.glob("prompts/*.ftl")]
    files = {path.relative_to(FLOWS).as_posix(): path.read_bytes() for path in paths}
    line = read_line(files, CONTRACTS).line
    assert line is not None
    return line


def test_the_shipped_line_has_no_hole() -> None:
    assert prove(shipped()) == ()


def test_the_shipped_line_is_seen_whole() -> None:
    assert search(shipped()).whole


@pytest.mark.parametrize(
    "flow",
    [
        PAY,
        PAY.replace("{'declined, unknown", "{declined: card, 'unknown"),
        "requires: verified\nsteps:\n" + BALANCE,
        "steps:\n  sure: {requires: verified}\n" + BALANCE,
        "steps:\n" + WHO + BALANCE,
        "requires: verified\nsteps:\n" + MINE,
        """
        steps:
          who: {run: verify, on: {failed: sure}}
          sure:
            when:
              - {if: "caller.assurance == 'verified'", to: balance}
              - {else: {hang_up: silent}}
        asides:
          balance: {do: account.balance, hang_up: silent}
        """,
    ],
    ids=["pay", "another card", "requires", "a step requires", "run", "the proven account", "condition"],
)
def test_what_a_caller_may_do_is_no_hole(flow: str) -> None:
    assert found(a_line(main=flow, settings={"anywhere": "{back: {key: 9}}"})) == {}


def test_a_consent_asked_anew_is_one_to_the_second_charge() -> None:
    again = PAY.replace("    hang_up: silent\n", "    to: which\n")
    assert found(a_line(main=again)) == {}


def test_a_flow_that_runs_itself_is_proven() -> None:
    assert found(a_line(main=ITSELF)) == {}
    hole = ITSELF.replace("again: {run: main, return: done}", "again: {run: main, to: tell}")
    hole += "  tell: {do: account.balance, return: done}\n"
    assert found(a_line(main=hole)) == {"access-level main.tell": ("press 1 (more)", "press 2 (more)")}


def test_a_complaint_tells_where_what_and_how_to_get_there() -> None:
    flow = "steps:\n  hello: {menu: hello, choices: {1: {hang_up: silent}}}\n"
    tell = "asides:\n  tell: {do: account.balance, hang_up: silent}\n"
    line = a_line(main=flow.replace("1: {hang_up: silent}", "1: tell") + tell)
    assert [str(each) for each in prove(line)] == [
        "flows/main.yaml:6:3 access-level By: press 1 (hello) → account.balance needs verified, and the caller is "
        "anonymous (add 'requires: verified' before it)"
    ]


def test_what_policy_asks_more_is_held_too() -> None:
    line = a_line(main=HOURS)
    stricter = replace(line.contracts["hours.check"], level=Level.VERIFIED)
    raised = {**line.contracts, "hours.check": stricter}
    assert found(line) == {}
    assert list(found(replace(line, contracts=raised))) == ["access-level main.open"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"save": "mine"}, "keeps a secret answer in a variable, or says it back"),
        ({"secret": False}, "asks for a code that is not secret"),
    ],
)
def test_a_secret_that_leaves_its_step_is_told(change: dict[str, object], reason: str) -> None:
    line = a_line(main="requires: verified\nsteps:\n" + BALANCE)
    verify = line.flows["verify"]
    code = verify.step("code")
    assert isinstance(code, Ask)
    leaky = replace(verify, steps={**verify.steps, "code": code.model_copy(update=change)})
    complaints = prove(replace(line, flows={**line.flows, "verify": leaky}))
    assert [(each.rule, each.message) for each in complaints] == [("access-secret", f"'code' {reason}")]


GOING_ON = """
steps:
  cut_off: {resume: cut-off, on: {'no, no_input, no_match, not_verified': shop}}
  shop: {run: shop, hang_up: silent, on: {not_verified: {hang_up: silent}}}
"""
SHOP = """
requires: verified
on: {not_verified: {return: not_verified}}
steps:
  here: {checkpoint: nothing}
  balance: {do: account.balance, return: done}
"""


def test_a_call_that_was_cut_off_goes_on_where_its_flow_is_required_afresh() -> None:
    assert found(a_line(main=GOING_ON, shop=SHOP)) == {}


def test_every_checkpoint_of_the_shipped_line_is_gone_on_at() -> None:
    begun = {(context.flow, context.entry) for context in search(shipped())._firsts if context.entry is not None}
    assert {("pay", "here"), ("deferral", "chosen"), ("main", "pay"), ("main", "more_time")} <= begun

"""Each kind of change, in callers' words."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from ivr.runtime.actions import CONTRACTS
from ivr.study.changes import Change, Side, compare, side_of, tell

LINE = """\
line: acme
name: Acme
numbers: ['+12025550100']
start: main
verify: verify
languages: {en-US: {name: English}, es-US: {name: Spanish}}
time_zone: America/New_York
country: US
currency: USD
listen: {wait: 6, tries: 3}
anywhere:
  agent: {key: 0, run: agent}
on:
  no_input: {say: still-silent, to: agent}
  no_match: {say: still-silent, to: agent}
"""
MAIN = """\
flow: main
title: Main menu
steps:
  menu:
    menu: main-menu
    choices:
      1: balance
      2: pay
    on:
      no_match: balance
asides:
  balance: {run: balance, to: menu}
  pay: {run: pay, to: menu}
"""
PAY = """\
flow: pay
title: Pay by phone
requires: verified
steps:
  look_up:
    do: payment.amounts
    save: owed
  amount: {ask: pay-amount, for: money, max: $owed.full, save: amount, at_most: 3}
  price: {do: payment.price, with: {amount: $amount}, save: price}
  consent:
    ask: pay-consent
    for: consent
    save: agreed
    on: {no: {return: not_paid}}
  done: {return: done}
"""
OTHERS = {
    "balance.yaml": "flow: balance\ntitle: Balance\nsteps:\n  which:\n    when:\n      - {if: a == b, to: one}\n"
    "      - {else: two}\n  one: {say: one, return: done}\n  two: {say: two, return: done}\n",
    "agent.yaml": "flow: agent\ntitle: A person\nsteps:\n  wait: {queue: support, prompt: waiting, longest: 30}\n",
    "verify.yaml": "flow: verify\ntitle: Who is calling\nsteps:\n  account: {ask: account, for: account, save: a}\n",
    "policy.yaml": "grants:\n  verified: {all: [account, code], minutes: 30}\nlimits:\n  claims: {call: 4}\n"
    "payments:\n  fees:\n    loan: {fixed: 1.50}\n",
    "hours.yaml": "holidays: {country: US}\nqueues:\n  support:\n    hours:\n      monday-friday: 08:00-20:00\n"
    "    room: 25\nexceptions:\n  - {date: 2026-12-24, hours: closed, reason: Christmas Eve}\n",
    "prompts/en-US.ftl": "main-menu = Main menu.\n    .choice-1 = For your balance, press 1.\n"
    "    .choice-2 = To pay, press 2.\nstill-silent = I cannot hear you.\npay-amount = How much?\n"
    "pay-consent = Do you agree, or pay { -free-way }?\n-free-way = on our website\none = One.\ntwo = Two.\n",
    "prompts/es-US.ftl": "main-menu = Menú.\n    .choice-1 = Saldo, 1.\n    .choice-2 = Pagar, 2.\n"
    "still-silent = No le oigo.\npay-amount = ¿Cuánto?\npay-consent = ¿Está de acuerdo, o paga { -free-way }?\n"
    "-free-way = en la web\none = Uno.\ntwo = Dos.\n",
}
FILES: Mapping[str, str] = {"line.yaml": LINE, "main.yaml": MAIN, "pay.yaml": PAY, **OTHERS}


def side(files: Mapping[str, str]) -> Side:
    made = side_of({name: text.encode() for name, text in files.items()}, CONTRACTS)
    assert made is not None
    return made


def changes(*edits: tuple[str, str, str], **added: str) -> tuple[Change, ...]:
    """What is told when in a file a text becomes another."""
    files = dict(FILES)
    for name, old, new in edits:
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return compare(side(FILES), side({**files, **{f"{name}.yaml": text for name, text in added.items()}}))


def texts(*edits: tuple[str, str, str], **added: str) -> list[str]:
    return [change.text for change in changes(*edits, **added)]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            ("main.yaml", "2: pay\n", "2: pay\n      3: {hang_up: silent}\n"),
            ["From “Main menu”, 3 now reaches the end of the call."],
        ),
        (
            ("main.yaml", "2: pay\n", "2: balance\n"),
            ["From “Main menu”, 2 now reaches “Balance” (“To pay, press 2.”), not “Pay by phone”."],
        ),
        (
            ("main.yaml", "2: pay\n", "3: pay\n"),
            ["From “Main menu”, “Pay by phone” is now on 3, not on 2."],
        ),
        (
            ("main.yaml", "      2: pay\n", ""),
            ["From “Main menu”, 2 no longer reaches “Pay by phone” (“To pay, press 2.”)."],
        ),
        (
            ("main.yaml", "2: pay\n", "2: {to: pay, if: call.language == 'en-US'}\n"),
            ["From “Main menu”, 2 is now offered if call.language == 'en-US', not always."],
        ),
        (
            ("main.yaml", "no_match: balance", "no_match: pay"),
            ["At 'menu' of “Main menu”, callers who are not understood now reach “Pay by phone”, not “Balance”."],
        ),
        (
            ("main.yaml", "no_match: balance", "no_input: balance"),
            [
                "At 'menu' of “Main menu”, callers who are not understood now reach “I cannot hear you.” and then "
                "“A person”, not “Balance”.",
                "At 'menu' of “Main menu”, silent callers now reach “Balance”, not “I cannot hear you.” and then "
                "“A person”.",
            ],
        ),
        (
            ("pay.yaml", "no: {return: not_paid}", "no: price"),
            [
                "At 'consent' of “Pay by phone”, the outcome “no” now leads to 'price', not the end of this flow, "
                "as 'not_paid'."
            ],
        ),
        (
            ("line.yaml", "tries: 3", "tries: 2"),
            [
                "Silent callers reach “A person” after two tries, not three (or what their step or flow says instead).",
                "Callers who are not understood reach “A person” after two tries, not three (or what their step or "
                "flow says instead).",
            ],
        ),
        (("line.yaml", "wait: 6", "wait: 8"), ["The line now waits eight seconds for an answer, not six."]),
        (("line.yaml", "'+12025550100'", "'+12025550101'"), [
            "Callers can now call +12025550101.", "+12025550100 is no longer answered.",
        ]),
        (("line.yaml", "key: 0", "key: 9"), ["From anywhere, 'agent' is now on 9, not on 0."]),
        (("line.yaml", ", es-US: {name: Spanish}", ""), ["The line no longer speaks Spanish (es-US)."]),
        (("line.yaml", "Spanish}", "Spanish, voice: Lupe}"), [
            "Spanish now has the voice Lupe, not the carrier's own.",
        ]),
        (("balance.yaml", "a == b, to: one", "a == b, to: two"), [
            "At 'which' of “Balance”, if a == b, the call now goes to 'two', “Two.”, not to 'one', “One.”.",
        ]),
        (("agent.yaml", "longest: 30", "longest: 10"), [
            "At 'wait' of “A person”, the longest wait in minutes is now 10, not 30.",
        ]),
        (("pay.yaml", "max: $owed.full", "max: $owed.minimum"), [
            "At 'amount' of “Pay by phone”, the most that is taken is now $owed.minimum, not $owed.full.",
        ]),
        (("hours.yaml", "monday-friday: 08:00-20:00", "monday-thursday: 08:00-18:00\n      friday: 08:00-20:00"), [
            "'support' is now open 08:00-18:00 on Monday to Thursday, not open 08:00-20:00.",
        ]),
        (("hours.yaml", "monday-friday: 08:00-20:00", "monday-friday: [08:00-12:00, 13:00-20:00]"), [
            "'support' is now open 08:00-12:00 and 13:00-20:00 on Monday to Friday, not open 08:00-20:00.",
        ]),
        (("hours.yaml", "hours: closed", "hours: 08:00-12:00"), [
            "On 2026-12-24 'support' is now open 08:00-12:00 (Christmas Eve), not closed (Christmas Eve).",
        ]),
        (("policy.yaml", "1.50", "2.00"), ["The fixed fee for paying a loan by telephone is now 2.00, not 1.50."]),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence_and_nothing_else_is(edit: tuple[str, str, str], told: list[str]):
    assert texts(edit) == told


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("pay.yaml", "requires: verified\n", ""), "“Pay by phone” is now for any callers, not for verified."),
        (("policy.yaml", "[account, code]", "[account]"), (
            "What a caller must prove to be verified (all) is now account, not account, code."
        )),
        (("policy.yaml", "call: 4", "call: 9"), "How many account numbers given a call may have is now 9, not 4."),
        (("line.yaml", "verify: verify", "verify: agent"), (
            "Callers are now verified by “A person”, not by “Who is calling”."
        )),
        (("pay.yaml", "for: consent", "for: yes_no"), (
            "At 'consent' of “Pay by phone”, the kind of answer is now yes_no, not consent."
        )),
        (("prompts/en-US.ftl", "Do you agree", "Is that right"), (
            "'pay-consent' is worded anew in English, and not in Spanish."
        )),
        (("prompts/es-US.ftl", "en la web", "por correo"), (
            "'-free-way' is worded anew in Spanish, and not in English."
        )),
    ],
)  # fmt: skip
def test_who_is_let_in_and_what_is_agreed_to_is_flagged_and_comes_first(edit: tuple[str, str, str], told: str):
    first, *_ = changes(edit, ("line.yaml", "wait: 6", "wait: 8"))
    assert (first.text, first.flagged) == (told, True)


def test_a_prompt_shows_what_was_said_and_is_said():
    [change] = changes(("prompts/en-US.ftl", "How much?", "Which amount?"))
    assert change.details == ("English: “How much?” → “Which amount?”",)


def test_a_language_that_was_forgotten_is_named():
    told = texts(("prompts/es-US.ftl", "    .choice-2 = Pagar, 2.\n", ""))
    assert "Spanish lacks one prompt that another language has: 'main-menu' (key 2)." in told


def test_a_new_flow_behind_a_key():
    told = texts(
        ("main.yaml", "2: pay\n", "2: disputes\n"),
        ("main.yaml", "pay: {run: pay,", "disputes: {run: disputes,"),
        disputes="flow: disputes\ntitle: Disputes\nrequires: verified\nsteps:\n  one: {say: one, return: done}\n",
    )
    assert "From “Main menu”, 2 now reaches “Disputes” (“To pay, press 2.”), not “Pay by phone”." in told
    assert "There is a new flow, “Disputes”, of one step. It is for verified callers." in told


def test_another_name_is_no_other_way():
    renamed = [("main.yaml", "2: pay\n", "2: paying\n"), ("main.yaml", "  pay: {run", "  paying: {run")]
    assert texts(*renamed) == ["The step 'pay' of “Main menu” is now called 'paying'."]


def test_a_flow_under_another_name_is_the_same_flow():
    files = {name: text.replace("run: pay", "run: paying") for name, text in FILES.items() if name != "pay.yaml"}
    files["paying.yaml"] = PAY.replace("flow: pay", "flow: paying")
    told = [change.text for change in compare(side(FILES), side(files))]
    assert told == ["The flow 'pay' is now called 'paying'."]


def test_a_step_between_two_others():
    told = texts(("pay.yaml", "  price:", "  hint: {say: one}\n  price:"))
    assert told == [
        "After 'amount' of “Pay by phone” the call now goes to 'hint', “One.”, not to 'price'.",
        "There is a new step, 'hint' of “Pay by phone”: say “One.”.",
    ]


def test_a_consent_that_is_gone_is_flagged():
    found = changes(("pay.yaml", PAY[PAY.index("  consent:") : PAY.index("  done:")], ""))
    assert (found[0].text, found[0].flagged) == (
        "The step 'consent' of “Pay by phone” is gone: ask “Do you agree, or pay { -free-way }?”.",
        True,
    )


def test_a_draft_is_compared_before_everything_is_mended():
    told = texts(("main.yaml", "1: balance", "1: nowhere"), ("line.yaml", "verify: verify", "verify: nobody"))
    assert "From “Main menu”, 1 now reaches 'nowhere' (“For your balance, press 1.”), not “Balance”." in told


EDITS = (("line.yaml", "wait: 6", "wait: 8"), ("prompts/en-US.ftl", "agree, or", "*agree*, or"))


def test_as_text():
    assert tell(changes(*EDITS), "text", "live", "flows").splitlines() == [
        "2 changes from live to flows",
        "",
        "Look twice: who is let in, and what callers agree to",
        "  'pay-consent' is worded anew in English, and not in Spanish.",
        "      English: “Do you agree, or pay { -free-way }?” → “Do you *agree*, or pay { -free-way }?”",
        "",
        "Waiting and tries",
        "  The line now waits eight seconds for an answer, not six.",
    ]
    assert tell((), "text", "live", "flows") == "flows is to callers what live is: nothing changed"


def test_as_markdown_in_which_prompts_are_text():
    told = tell(changes(*EDITS), "markdown", "live", "flows")
    assert "### Waiting and tries\n\n- The line now waits eight seconds" in told
    assert "“Do you \\*agree\\*, or pay \\{ -free-way \\}?”" in told


def test_as_json():
    told = json.loads(tell(changes(*EDITS), "json", "live", "flows"))
    assert (told["before"], told["after"]) == ("live", "flows")
    assert [(each["group"], each["where"], each["flagged"]) for each in told["changes"]] == [
        ("consent", "prompts.pay-consent", True),
        ("waiting", "line.listen.wait", False),
    ]

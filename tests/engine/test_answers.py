"""What keys and speech mean for each type of answer, in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ivr.engine.events import Answered, Given, Keyed, NoMatch, Spoke
from ivr.engine.hearing import hear
from ivr.engine.raw import Raw
from ivr.flow.line import Line
from ivr.values import Money
from tests.engine.calls import NOW, Call
from tests.support.lines import line_of

DIGITS_ES = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
DIGITS_ZH = "零一二三四五六七八九"


def digits(words) -> str:
    return "\n".join(f"    .hear-{n} = {word}" for n, word in enumerate(words))


def signs(at: str, dot: str, dash: str) -> str:
    return f"line-spoken-email = signs\n    .hear-at = {at}\n    .hear-dot = {dot}\n    .hear-dash = {dash}\n"


def line(for_: str, options: str = "", language: str = "en-US") -> Line:
    languages = "{en-US: {name: English}, es-US: {name: Español}, zh-CN: {name: 中文}}"
    others = ", no" if for_ in ("yes_no", "consent") else ""
    return line_of(
        main=f"""
        on: {{'no_input, no_match{others}': {{hang_up: silent}}}}
        steps:
          tongue: {{language: {language}}}
          ask: {{ask: question, for: {for_}, save: given{options}}}
          bye: {{hang_up: silent}}
        """,
        settings={"languages": languages},
        prompts={
            "en-US": """
question = Well?
line-yes-no = 1 or 2
    .hear-yes = yes, I agree, that is right
    .hear-no = no, I do not agree
line-spoken-email = signs
    .hear-at = at
    .hear-dot = dot
    .hear-dash = dash, hyphen
""",
            "es-US": "question = ¿Bien?\n"
            + signs("arroba", "punto", "guion")
            + "line-spoken-digits = cifras\n"
            + digits(DIGITS_ES)
            + "\n"
            "line-yes-no = 1\n    .hear-yes = sí, claro\n    .hear-no = no\n",
            "zh-CN": "question = 请说\n"
            + signs("at", "dot", "dash")
            + "line-spoken-digits = 数字\n"
            + digits(DIGITS_ZH)
            + "\n"
            "line-yes-no = 1\n    .hear-yes = 是, 对, 好的\n    .hear-no = 不, 不是, 不对\n",
        },
    )


def meaning(given: Line, what):
    call = Call(given)
    return hear(given, call.state, Raw(what, NOW, "0" * 32)).what


def usd(amount: str) -> Given:
    return Given(Money(Decimal(amount), "USD"))


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        ("50", usd("50")),
        ("50*25", usd("50.25")),
        ("0*99", usd("0.99")),
        ("50*", usd("50")),
        ("50*2", NoMatch()),
        ("50*255", NoMatch()),
        ("5**", NoMatch()),
        ("*50", NoMatch()),
        ("#", NoMatch()),
        ("9999999999999", NoMatch()),
    ],
)
def test_money_keyed(keys, read):
    assert meaning(line("money"), Keyed(keys)) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("$50.25", usd("50.25")),
        ("50 dollars", usd("50")),
        ("50 dollars and 25 cents", usd("50.25")),
        ("$1,234.50", usd("1234.50")),
        ("US$20", usd("20")),
        ("one hundred", NoMatch()),
        ("minus -5 dollars", NoMatch()),
        ("50.255", NoMatch()),
        ("I think it was 50 the last time I looked there", NoMatch()),
        ("50 dollars and 250 cents", NoMatch()),
        ("1 2 3", NoMatch()),
    ],
)
def test_money_said(said, read):
    assert meaning(line("money"), Spoke(said)) == read


def test_money_said_in_other_languages():
    assert meaning(line("money", language="es-US"), Spoke("50 dólares con 25 centavos")) == usd("50.25")
    assert meaning(line("money", language="zh-CN"), Spoke("50美元")) == usd("50")


LEAP = Given(date(1980, 2, 29))


@pytest.mark.parametrize(
    ("language", "keys", "read"),
    [
        ("en-US", "02291980", LEAP),
        ("es-US", "29021980", LEAP),
        ("zh-CN", "19800229", LEAP),
        ("en-US", "29021980", NoMatch()),
        ("en-US", "02291981", NoMatch()),
        ("en-US", "0229198", NoMatch()),
        ("en-US", "00000000", NoMatch()),
    ],
)
def test_dates_keyed_in_the_order_of_the_language(language, keys, read):
    assert meaning(line("date", language=language), Keyed(keys)) == read


@pytest.mark.parametrize(
    ("language", "said", "read"),
    [
        ("en-US", "February 29th, 1980", LEAP),
        ("en-US", "the 29th of February 1980", LEAP),
        ("en-US", "Feb 29 1980", LEAP),
        ("en-US", "2/29/1980", LEAP),
        ("en-US", "02291980", LEAP),
        ("en-US", "1980-02-29", LEAP),
        ("es-US", "29 de febrero de 1980", LEAP),
        ("es-US", "29/2/1980", LEAP),
        ("zh-CN", "1980年2月29日", LEAP),
        ("zh-CN", "1980年12月31日", Given(date(1980, 12, 31))),
        ("en-US", "February 29", NoMatch()),
        ("en-US", "2/29/80", NoMatch()),
        ("en-US", "February 30th, 1980", NoMatch()),
        ("en-US", "yesterday", NoMatch()),
    ],
)
def test_dates_said(language, said, read):
    assert meaning(line("date", language=language), Spoke(said)) == read


@pytest.mark.parametrize(
    ("language", "said", "read"),
    [
        ("en-US", "1 2 3 4", Given("1234")),
        ("en-US", "12-34", Given("1234")),
        ("en-US", "one two three four", Given("1234")),
        ("en-US", "zero 1 two 3", Given("0123")),
        ("es-US", "uno dos tres cuatro", Given("1234")),
        ("zh-CN", "一二三四", Given("1234")),
        ("zh-CN", "１２３４", Given("1234")),
        ("en-US", "one two", NoMatch()),
        ("en-US", "one two three elephants", NoMatch()),
    ],
)
def test_digits_said_one_by_one(language, said, read):
    assert meaning(line("digits", ", length: 4", language), Spoke(said)) == read


@pytest.mark.parametrize(("length", "keys", "good"), [("6", "123456", 1), ("6", "12345", 0), ("4-6", "1234567", 0)])
def test_length_is_held(length, keys, good):
    assert isinstance(meaning(line("digits", f", length: {length}"), Keyed(keys)), Given) is bool(good)


@pytest.mark.parametrize(("length", "most"), [("6", 6), ("4-8", 8)])
def test_listening_stops_at_the_longest(length, most):
    call = Call(line("digits", f", length: {length}"))
    assert (call.listen.most_keys, call.listen.finish) == (most, "#")


@pytest.mark.parametrize(
    ("language", "what", "read"),
    [
        ("en-US", Keyed("1"), Answered(True)),
        ("en-US", Keyed("2"), Answered(False)),
        ("en-US", Keyed("3"), NoMatch()),
        ("en-US", Spoke("Yes."), Answered(True)),
        ("en-US", Spoke("I agree"), Answered(True)),
        ("en-US", Spoke("I do not agree"), Answered(False)),
        ("en-US", Spoke("I don't agree"), NoMatch()),
        ("en-US", Spoke("yes and no"), NoMatch()),
        ("en-US", Spoke("yes, yes, that is right"), Answered(True)),
        ("en-US", Spoke("that is not right"), NoMatch()),
        ("en-US", Spoke("no, that is right"), NoMatch()),
        ("es-US", Spoke("si"), Answered(True)),
        ("zh-CN", Spoke("不对"), Answered(False)),
        ("zh-CN", Spoke("对对，好的"), Answered(True)),
        ("zh-CN", Spoke("不好的"), NoMatch()),
    ],
)
@pytest.mark.parametrize("for_", ["yes_no", "consent"])
def test_yes_and_no(for_, language, what, read):
    assert meaning(line(for_, language=language), what) == read


@pytest.mark.parametrize(
    ("for_", "what", "read"),
    [
        ("number", Keyed("12"), Given(12)),
        ("number", Spoke("1,200"), Given(1200)),
        ("number", Keyed("1*2"), NoMatch()),
        ("account", Keyed("40010001"), Given("40010001")),
        ("account", Spoke("4001 0001"), Given("40010001")),
        ("account", Spoke("A 12-34"), Given("A1234")),
        ("account", Spoke("I do not know"), NoMatch()),
        ("phone", Keyed("2025550123"), Given("+12025550123")),
        ("phone", Spoke("202 555 0123"), Given("+12025550123")),
        ("phone", Spoke("+1 202 555 0123"), Given("+12025550123")),
        ("phone", Keyed("123"), NoMatch()),
        ("email", Spoke("Jane dash Doe at example dot com"), Given("jane-doe@example.com")),
        ("email", Spoke("jane@example.com."), Given("jane@example.com")),
        ("email", Keyed("5"), NoMatch()),
        ("email", Spoke("nobody"), NoMatch()),
        ("words", Spoke("  the  radiator is cold "), Given("the radiator is cold")),
        ("words", Keyed("5"), NoMatch()),
    ],
)
def test_the_others(for_, what, read):
    assert meaning(line(for_), what) == read

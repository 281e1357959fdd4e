"""What callers hear: values as their types ask, in the caller's language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.flow.faults import PromptFault
from ivr.flow.prompts import Bundles, catalogue
from ivr.flow.types import (
    ACCOUNT,
    BOOLEAN,
    CARD,
    DATE,
    DIGITS,
    EMAIL,
    MONEY,
    NAME,
    NUMBER,
    PERCENT,
    PHONE,
    REFERENCE,
    TEXT,
    TIME,
    Card,
    Choice,
    ListOf,
    Type,
    Value,
    record,
)
from ivr.values import Money

LANGUAGES = ("en-US", "es-US", "zh-CN")


def bundles(text: str) -> Bundles:
    made = {}
    for language in LANGUAGES:
        made[language], wrong = catalogue(dedent(text).encode(), f"{language}.ftl", language)
        assert wrong == []
    return Bundles(made, "US", ZoneInfo("America/New_York"))


def spoken(text: str, language: str = "en-US", /, **scope: tuple[Type, Value]) -> str:
    types = {name: kind for name, (kind, _) in scope.items()}
    values = {name: value for name, (_, value) in scope.items()}
    return bundles(f"it = {text}").speak(language, "it", values, types).text


DOLLARS = Money.of("1234.50", "USD")
NIGHT = datetime(2026, 3, 6, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "english", "spanish", "chinese"),
    [
        (MONEY, DOLLARS, "$1,234.50", "$1,234.50", "1,234.50美元"),
        (MONEY, Money.of("0", "USD"), "$0.00", "$0.00", "0.00美元"),
        (MONEY, Money.of("300", "CNY"), "300.00 Chinese yuan", "300.00 yuanes renminbi", "¥300.00"),
        (DATE, date(2026, 3, 5), "March 5, 2026", "5 de marzo de 2026", "2026年3月5日"),
        (TIME, NIGHT, "8:05 PM", "8:05 p.m.", "20:05"),
        (NUMBER, 12345, "12,345", "12,345", "12,345"),
        (PERCENT, Decimal("4.5"), "4.5%", "4.5%", "4.5%"),
        (DIGITS, "4001", "4 0 0 1", "4 0 0 1", "4 0 0 1"),
        (ACCOUNT, "10020030", "1 0 0 2 0 0 3 0", "1 0 0 2 0 0 3 0", "1 0 0 2 0 0 3 0"),
        (REFERENCE, "R-4A1", "R 4 A 1", "R 4 A 1", "R 4 A 1"),
        (PHONE, "+12025550123", "2 0 2, 5 5 5, 0 1 2 3", "2 0 2, 5 5 5, 0 1 2 3", "2 0 2, 5 5 5, 0 1 2 3"),
        (
            PHONE,
            "+442079460123",
            "4 4, 2 0, 7 9 4 6, 0 1 2 3",
            "4 4, 2 0, 7 9 4 6, 0 1 2 3",
            "4 4, 2 0, 7 9 4 6, 0 1 2 3",
        ),
        (NAME, "Ana 陈", "Ana 陈", "Ana 陈", "Ana 陈"),
        (EMAIL, "ana@example.org", "ana@example.org", "ana@example.org", "ana@example.org"),
        (BOOLEAN, True, "true", "true", "true"),
    ],
)
def test_the_type_decides_how_a_value_sounds(
    kind: Type, value: Value, english: str, spanish: str, chinese: str
) -> None:
    for language, expected in zip(LANGUAGES, (english, spanish, chinese), strict=True):
        said = spoken("{ $it }", language, it=(kind, value))
        assert said.replace("\xa0", " ").replace("\u202f", " ") == expected


def test_fields_are_named_with_hyphens() -> None:
    owed = record("owed", {"due_date": DATE}, full=MONEY)
    said = spoken("{ $owed-full } by { $owed-due-date }", owed=(owed, {"full": DOLLARS, "due_date": date(2026, 3, 5)}))
    assert said == "$1,234.50 by March 5, 2026"


def test_cards_and_lists_have_fields_to_say() -> None:
    recent: ListOf = ListOf(record("transaction", amount=MONEY))
    said = spoken(
        "{ $recent-count } by { $card-brand } { $card-last-four }",
        recent=(recent, [{"amount": DOLLARS}]),
        card=(CARD, Card("ref", "visa", "4242")),
    )
    assert said == "1 by visa 4 2 4 2"


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (1, NUMBER, "one"),
        (2, NUMBER, "2 of them"),
        (Money.of("0", "USD"), MONEY, "none"),
        (Money.of("2", "USD"), MONEY, "$2.00 of them"),
    ],
)
def test_a_prompt_chooses_by_numbers(value: Value, kind: Type, said: str) -> None:
    text = "{ $n ->\n    [0] none\n    [one] one\n   *[other] { $n } of them\n }"
    assert spoken(text, n=(kind, value)) == said


def test_a_prompt_chooses_by_words() -> None:
    text = "{ $by ->\n    [text] by text\n   *[email] by mail\n }"
    channel = Choice("channel", ("text", "email"))
    assert spoken(text, by=(channel, "text")) == "by text"
    assert spoken(text, by=(channel, "email")) == "by mail"


def test_functions_say_it_another_way() -> None:
    assert spoken("{ DIGITS($n) }", n=(NUMBER, 1024)) == "1 0 2 4"
    assert spoken("{ SPELL($who) }", who=(NAME, "Ana")) == "A n a"
    assert spoken("{ WEEKDAY($at) } { DATE($at) } { TIME($at) }", at=(TIME, NIGHT)) == "Thursday March 5, 2026 8:05 PM"
    assert spoken("{ WEEKDAY($on) }", "es-US", on=(DATE, date(2026, 3, 5))) == "jueves"


def test_values_without_a_type_are_said_by_what_they_are() -> None:
    said = bundles("it = { $position } { $left }").speak("en-US", "it", {"position": 3, "left": DOLLARS}, {})
    assert said.text == "3 $1,234.50"


def test_what_is_missing_is_a_fault() -> None:
    for text in ("{ $gone }", "{ $owed-full }"):
        with pytest.raises(PromptFault, match="en-US"):
            spoken(text, owed=(record("owed", {"full": MONEY}), {"has_full": False}))
    with pytest.raises(PromptFault, match="no prompt 'other'"):
        bundles("it = hello").speak("en-US", "other", {}, {})
    with pytest.raises(PromptFault):
        spoken("{ TIME($on) }", on=(DATE, date(2026, 3, 5)))


def test_what_a_variant_not_chosen_names_may_be_missing() -> None:
    owed = record("owed", {"minimum": MONEY})
    text = "{ $owed-has-minimum ->\n    [true] { $owed-minimum }\n   *[false] nothing\n }"
    assert spoken(text, owed=(owed, {"has_minimum": False})) == "nothing"


def test_attributes_audio_and_words() -> None:
    prompts = bundles(
        """
        menu = Main menu.
            .choice-1 = For one,
                press 1.
            .hear-1 = all, everything, 全部，所有、全额
            .audio = menu.mp3
            .audio-choice-1 = one.mp3
        bare =
            .hear-yes = yes
        """
    )
    menu = prompts.speak("en-US", "menu", {}, {})
    assert (menu.text, menu.audio) == ("Main menu.", "menu.mp3")
    choice = prompts.speak("en-US", "menu", {}, {}, "choice-1")
    assert (choice.text, choice.audio) == ("For one, press 1.", "one.mp3")
    assert prompts.words("en-US", "menu", "hear-1") == ("all", "everything", "全部", "所有", "全额")
    assert prompts.words("en-US", "menu", "hear-2") == ()
    assert prompts.has("en-US", "bare")
    assert not prompts.has("en-US", "menu", "choice-2")
    assert prompts.speak("en-US", "bare", {}, {}).text == ""


def test_the_figures_of_a_consent_are_kept_as_they_were_said() -> None:
    price = record("price", total=MONEY, fee=MONEY)
    prompts = bundles("-free-way = by mail\nagree = Pay { $price-total }, or { -free-way }, today { $call-today }.")
    figures = prompts.figures(
        "zh-CN",
        "agree",
        {"price": {"total": DOLLARS, "fee": DOLLARS}, "call": {"today": date(2026, 3, 5)}},
        {"price": price, "call": record("call", today=DATE)},
    )
    assert figures == {"price-total": "1,234.50美元", "call-today": "2026年3月5日"}


@given(st.text(max_size=60))
def test_what_callers_are_called_is_said_as_it_is_and_never_read_as_fluent(name: str) -> None:
    assert spoken("Hello { $who }.", who=(NAME, name)) == " ".join(f"Hello {name}.".split())


@given(st.integers(-(10**9), 10**9), st.sampled_from(["USD", "EUR", "JPY", "CNY"]), st.sampled_from(LANGUAGES))
def test_every_amount_is_said_with_all_its_digits(units: int, currency: str, language: str) -> None:
    value = Money.minor(units, currency)
    said = spoken("{ $it }", language, it=(MONEY, value))
    assert "".join(c for c in said if c.isdigit()) == "".join(c for c in f"{value.amount:f}" if c.isdigit())
    assert "\u2068" not in said
    assert "US$" not in said


@given(st.text(alphabet="=.{}$-[]*\n abcdefghij", max_size=80))
def test_any_text_is_prompts_or_complaints(text: str) -> None:
    _, wrong = catalogue(text.encode(), "en-US.ftl", "en-US")
    lines = text.count("\n") + 1
    assert all(1 <= each.place.line <= lines + 1 for each in wrong)


def test_a_text_of_one_type_in_another_language_is_said_in_that_language() -> None:
    assert spoken("{ $what }", "zh-CN", what=(TEXT, "账单")) == "账单"

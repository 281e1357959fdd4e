"""YAML is read as it is written, every thing at its place, and pydantic's errors are told in an admin's words."""

import datetime
import json
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from ivr.marks import Mapping, Node, Scalar, Sequence, Written, bind, decode, nearest, plain, read, value_place


class Inner(Written):
    to: str
    often: int = Field(default=1, ge=1, le=9)


class Outer(Written):
    name: str
    kind: Literal["loan", "rent"] = "loan"
    share: float = 0.5
    sure: bool = False
    code: str = Field(default="a", pattern=r"^[a-z]$")
    inner: dict[str, Inner] = Field(default_factory=dict)
    many: tuple[str, ...] = ()


def node(text: str) -> Node:
    found, wrong = read(text, "f.yaml")
    assert wrong == []
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text", ["22:00", "0123", "no", "1_000", "2026-01-01", "0x1F", "1e3", ".5", "on", "=", "12:30:45"]
)
def test_every_scalar_is_the_text_that_was_written(text: str) -> None:
    assert plain(node(f"a: {text}")) == {"a": text}


def test_everything_knows_its_place() -> None:
    tree = node("a:\n  - x\n  - {b: y}\n'c': |\n  text\n")
    assert isinstance(tree, Mapping)
    assert str(value_place(tree, ("a", 1, "b"))) == "f.yaml:3:9"
    key = tree.key("c")
    assert key is not None
    assert (str(key.place), key.quoted) == ("f.yaml:4:1", True)
    assert plain(tree) == {"a": ["x", {"b": "y"}], "c": "text\n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "nam: x",
            [
                "f.yaml:1:1 missing-key 'name' is missing (add 'name: ...')",
                "f.yaml:1:1 unknown-key There is no 'nam' here (did you mean 'name'?)",
            ],
        ),
        ("name: x\nkind: lone", ["f.yaml:2:7 type 'lone' cannot be here (did you mean 'loan'?)"]),
        ("name: x\nshare: much", ["f.yaml:2:8 type 'much': A number belongs here"]),
        ("name: x\nsure: perhaps", ["f.yaml:2:7 type 'perhaps': True or false belongs here"]),
        ("name: x\ncode: AB", ["f.yaml:2:7 type 'AB': This is not written as it must be"]),
        ("name: [x]", ["f.yaml:1:7 type Text belongs here"]),
        ("name: x\nmany: y", ["f.yaml:2:7 type 'y': A list belongs here"]),
        ("name: x\ninner: {i: {to: y, often: 12}}", ["f.yaml:2:27 type '12': This must be at most 9"]),
        ("name: x\ninner: {i: {to: y, often: x}}", ["f.yaml:2:27 type 'x': A whole number belongs here"]),
        (
            "name: x\ninner: {i: {too: y, to: z}}",
            ["f.yaml:2:13 unknown-key There is no 'too' here (did you mean 'to'?)"],
        ),
        ("name: x\ninner: {i: y}", ["f.yaml:2:12 type 'y': A mapping (key: value) belongs here"]),
        ("- x", ["f.yaml:1:1 type A mapping (key: value) belongs here (write 'key: value' lines)"]),
    ],
)
def test_complaints_are_in_an_admins_words(text: str, expected: list[str]) -> None:
    _, wrong = bind(node(text), Outer)
    assert [str(each) for each in wrong] == expected


def test_a_name_close_to_one_that_is_there_is_suggested() -> None:
    assert nearest("chrage", ["charge", "card"]) == "did you mean 'charge'?"
    assert nearest("zzz", ["b", "a"]) == "there is: a, b"
    assert nearest("zzz", []) == ""
    assert nearest("zzz", [str(number) for number in range(100)]) == ""


def test_the_rule_names_the_form_of_the_file() -> None:
    assert decode(b"\xff\xfea", "p.ftl", "prompt")[1][0].rule == "prompt-encoding"


trees = st.recursive(
    st.text(alphabet="abc :#'\"{}[],&*!|>-%@`\\é文0", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcd", min_size=1, max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=4), trees, min_size=1, max_size=4))
def test_what_is_written_in_quotes_is_read_back(tree: dict[str, object]) -> None:
    found, wrong = read(json.dumps(tree, ensure_ascii=False), "f.yaml")
    assert wrong == []
    assert found is not None
    assert plain(found) == tree


@settings(max_examples=300)
@given(st.text(alphabet="ab: -\n[]{},'\"#&*!?|>%@`\t\0é", max_size=60) | st.binary(max_size=40))
def test_any_file_is_nodes_or_complaints_at_places_within_it(source: str | bytes) -> None:
    found, wrong = read(source, "f.yaml")
    assert (found is None) <= bool(wrong)
    lines = source.count("\n") if isinstance(source, str) else source.count(b"\n")
    assert all(1 <= each.place.line <= lines + 2 for each in wrong)
    assert found is None or all(1 <= each.place.line <= lines + 2 for each in every(found))


def every(found: Node) -> list[Node]:
    if isinstance(found, Scalar):
        return [found]
    inside = found.items if isinstance(found, Sequence) else [part for entry in found for part in entry]
    return [found, *(each for part in inside for each in every(part))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n  b:\n    do: x\n   save: y\n", "4:4 yaml This line does not begin in the column of its neighbours"),
        ("a:\n  b:\n    do: x\n     save: y\n", "4:10 yaml A colon cannot stand here"),
        ("a: b: c\n", "1:5 yaml A colon cannot stand here"),
        ("a: b\nc:d\ne: f\n", "2:1 yaml There is no colon after this, or no space after its colon"),
        ("a:\n\tb: c\n", "2:1 yaml A tab stands here"),
        ("a: @b\n", "1:4 yaml A text cannot begin with @"),
        ("1: a\n*: b\n", "2:1 yaml A text cannot begin with * or &"),
        ("a: 'b\nc: d\n", "1:4 yaml This quote is not closed"),
        ("a: 'it's'\n", "1:8 yaml This follows a text that is over already"),
        ("1: {a: b\n2: {c: d}\n", "1:4 yaml This bracket is not closed, or a comma is missing in it"),
        ("a: [b, c\nd: e\n", "1:4 yaml This bracket is not closed, or a comma is missing in it"),
        ("a: }\n", "1:4 yaml There is no value before this }"),
        ('a: "\\d"\n', "1:6 yaml A backslash has a meaning of its own in double quotes"),
        ("a:\n  - x\n  b: y\n", "3:3 yaml Lines with a dash and lines without stand in one block here"),
        ("a: - b\n", "1:4 yaml A list cannot begin here"),
        ("a:\n  b: x\n\u00a0 c: y\n", "3:1 yaml-character A space that is none of the keyboard's (U+00A0) is here"),
        ("a: x\u202ey\n", "1:5 yaml-character A character that cannot be seen (U+202E) is here"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_is_mended_and_in_plain_words(text: str, told: str) -> None:
    found, [complaint] = read(text.encode(), "f.yaml")
    assert found is None
    assert str(complaint).startswith(f"f.yaml:{told} (")


class Day(Written):
    date: datetime.date
    more: int = Field(default=1, gt=0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date: 12/24/2026", "1:7 type '12/24/2026': A day of the calendar belongs here, written as 2026-12-24"),
        ("date: 2027-02-30", "1:7 type '2027-02-30': A day of the calendar belongs here, written as 2026-12-24"),
        ("date: 2026-12-24\nmore: -5", "2:7 type '-5': This must be more than 0"),
    ],
)
def test_days_and_limits_are_told_in_plain_words(text: str, told: str) -> None:
    _, [complaint] = bind(node(text), Day)
    assert str(complaint) == f"f.yaml:{told}"

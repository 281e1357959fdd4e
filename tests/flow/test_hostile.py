"""Hostile files are refused with a place, quickly, and never with a traceback."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.lines import files_of, reading_of

FLOW = "flow: main\ntitle: Main\nsteps:\n  done: {hang_up: silent}\n"
BOMB = (
    "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)  # fmt: skip


def complaints(path: str, content: bytes) -> list[str]:
    started = time.monotonic()
    reading = reading_of(files_of(main=FLOW) | {path: content})
    assert reading.line is None
    assert time.monotonic() - started < 5  # a second alone; other tests run beside
    return [f"{str(each.place).removeprefix('flows/')} {each.rule}" for each in reading.complaints]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BOMB.encode(), "main.yaml:1:4 yaml-anchor"),
        (b"flow: main\ntitle: *main\n", "main.yaml:2:8 yaml-alias"),
        (b"[" * 100_000, "main.yaml:1:31 yaml-depth"),
        (b"a: " * 50, "main.yaml:1:5 yaml"),
        (b"flow: " + b"x" * 10_000_000, "main.yaml:1:1 yaml-size"),
        (b"flow: main\ntitle: a\x00b\n", "main.yaml:2:9 yaml-character"),
        (b"flow: main\ntitle: a\xc2\x85b\n", "main.yaml:2:9 yaml-character"),
        (b"flow: main\nsteps:\n\tdone: {hang_up: silent}\n", "main.yaml:3:1 yaml"),
        (FLOW.encode("utf-16"), "main.yaml:1:1 yaml-encoding"),
        (b"flow: main\ntitle: caf\xe9\n", "main.yaml:2:11 yaml-encoding"),
        (b"", "main.yaml:1:1 yaml-empty"),
        (b"flow: main\ntitle: !!python/object:os.system x\n", "main.yaml:2:8 yaml-tag"),
        (b"flow: main\n--- \nflow: main\n", "main.yaml:2:1 yaml-documents"),
        (b"- a\n- b\n", "main.yaml:1:1 type"),
        (b"flow: main\ntitle: Main\nsteps: [a, b]\n", "main.yaml:3:8 type"),
        (b"flow: main\ntitle: Main\nsteps: {}\n", "main.yaml:3:8 missing-key"),
        (b"flow: main\ntitle:\nsteps:\n  done: {hang_up: silent}\n", "main.yaml:2:7 yaml-null"),
        (b"flow: main\ntitle: Main\nsteps:\n  a: {<<: {say: x}, hang_up: silent}\n", "main.yaml:4:7 yaml-merge"),
    ],
)
def test_hostile_yaml(content: bytes, expected: str) -> None:
    assert expected in complaints("main.yaml", content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"hello = " + b"{" * 100_000, "prompt-depth"),
        (b"hello = " + b"x" * 10_000_000, "prompt-size"),
        (b"hello = a\x00b", "prompt-character"),
        (b"hello = caf\xe9", "prompt-encoding"),
        ("hello = a".encode("utf-16"), "prompt-encoding"),
    ],
)
def test_hostile_prompts(content: bytes, expected: str) -> None:
    assert complaints("prompts/en-US.ftl", content)[-1].endswith(expected)


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    content = b"\xef\xbb\xbf" + FLOW.replace("\n", "\r\n").encode()
    assert reading_of(files_of(main=FLOW) | {"main.yaml": content}).complaints == ()


def test_a_line_without_line_yaml() -> None:
    files = files_of(main=FLOW)
    del files["line.yaml"]
    assert [str(each.place) for each in reading_of(files).complaints] == ["flows/line.yaml:1:1"]


SOUND = files_of(
    main="""
    requires: identified
    on: {'no_input, no_match': again}
    steps:
      much: {ask: much, for: money, save: amount, min: 1.00, confirm: right, at_most: 3}
      which:
        menu: which
        choices: {1: {to: done, if: amount > 5.00}, 2: {return: done, with: {amount: $amount}}}
        at_most: 2
      done: {hang_up: bye}
    asides:
      again: {say: sorry, to: done}
    """,
    prompts="""
    much = How much?
    right = { $answer }?
    which = Which?
        .choice-1 = One for { $amount }.
        .choice-2 = Two to stop.
    sorry = Sorry.
    bye = Goodbye.
    """,
)


def test_the_line_that_is_damaged_below_is_sound() -> None:
    assert reading_of(SOUND).complaints == ()


@settings(max_examples=300, deadline=None)
@given(
    path=st.sampled_from(["main.yaml", "line.yaml", "prompts/en-US.ftl"]),
    at=st.floats(0, 1),
    cut=st.integers(0, 12),
    put=st.sampled_from(
        ["", "$", "{", "}", ": ", "[", "'", '"', "#", "\n", "  ", "to", "null", "&a ", "-", "0", "é", "{ $x }"]
    ),
)
def test_damage_is_complained_of_at_a_place_or_does_no_harm(path: str, at: float, cut: int, put: str) -> None:
    text = SOUND[path].decode()
    here = int(at * len(text))
    damaged = text[:here] + put + text[here + cut :]
    reading = reading_of(SOUND | {path: damaged.encode()})
    assert (reading.line is None) == bool(reading.complaints)
    lines = damaged.count("\n") + 2
    for each in reading.complaints:
        assert each.message
        assert each.place.file != f"flows/{path}" or 1 <= each.place.line <= lines

"""A variable is unset exactly where some path leads there without setting it: held against walking every path."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flow.contracts import CONTRACTS, NOTE
from tests.support.lines import files_of, line_of, reading_of, with_missing_prompts

SIZE = 6


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[bool], list[list[int]]]:
    """For each step whether it sets the variable, and the steps it leads to (one, where it sets)."""
    setting = draw(st.lists(st.booleans(), min_size=SIZE, max_size=SIZE))
    ways = [
        draw(st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=1 if sets else 3, unique=True)) for sets in setting
    ]
    return setting, ways


def flow_of(setting: list[bool], ways: list[list[int]]) -> str:
    """Steps s0 to s5; each menu also reads the variable, in an aside of its own that then ends."""
    lines = ["steps:"]
    for number, (sets, to) in enumerate(zip(setting, ways, strict=True)):
        if sets:
            lines.append(f"  s{number}: {{set: {{x: word}}, to: s{to[0]}}}")
        else:
            choices = ", ".join(f"{key}: s{each}" for key, each in enumerate(to, 1))
            lines.append(f"  s{number}: {{menu: pick, choices: {{{choices}, 9: read{number}}}}}")
    lines.append("asides:")
    lines += [f"  read{n}: {{do: call.note, with: {{text: $x}}, return: done}}" for n in range(SIZE) if not setting[n]]
    lines.append("  never: {return: done}")
    return "\n".join(lines) + "\n"


def unset_somewhere(setting: list[bool], ways: list[list[int]]) -> set[int]:
    """The menus that a walk from s0 comes to without the variable set."""
    seen, waiting = set[int](), [0]
    while waiting:
        here = waiting.pop()
        if here in seen or setting[here]:
            continue
        seen.add(here)
        waiting += ways[here]
    return seen


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_unset_is_told_just_where_a_path_has_it_unset(graph: tuple[list[bool], list[list[int]]]) -> None:
    setting, ways = graph
    files = with_missing_prompts(files_of(main=flow_of(setting, ways)), CONTRACTS)
    found = reading_of(files, CONTRACTS)
    told = {each.place.line for each in found.complaints if each.rule == "unset-variable"}
    text = files["main.yaml"].decode().splitlines()
    readers = {int(text[line - 1].split(":")[0].strip().removeprefix("read")) for line in told}
    expected = unset_somewhere(setting, ways)
    if any(setting):  # else there is no such variable at all
        assert readers == {n for n in expected if not setting[n]}


def test_the_complaint_names_the_shortest_path() -> None:
    files = files_of(
        main="""
        steps:
          first: {menu: pick, choices: {1: {to: long}, 2: {to: short}}}
          long: {say: one}
          longer: {say: two}
          longest: {set: {x: word}, to: read}
          short: {say: three, to: read}
          read: {do: call.note, with: {text: $x}, return: done}
        """
    )
    (wrong,) = reading_of(with_missing_prompts(files, CONTRACTS), CONTRACTS).complaints
    assert "first > short > read" in wrong.message


def test_what_is_set_on_every_path_is_set() -> None:
    line = line_of(
        main="""
        steps:
          first: {menu: pick, save: x, choices: {1: {value: one}, 2: {value: two}, 3: {to: other}}}
          read: {do: call.note, with: {text: $x}, return: done}
        asides:
          other: {ask: other, for: words, save: x, to: read}
        """,
        contracts=[NOTE],
    )
    assert list(line.flows["main"].returns) == ["done"]


def test_a_handler_of_the_flow_knows_only_what_every_step_before_it_has_set() -> None:
    files = files_of(
        main="""
        on: {no_input: {return: lost, with: {x: $x}}}
        steps:
          first: {ask: one, for: words, save: x, on: {no_input: {return: silent}}}
          second: {ask: two, for: words, save: y, return: done, with: {x: $x}}
        """
    )
    assert reading_of(with_missing_prompts(files, CONTRACTS), CONTRACTS).complaints == ()
    early = files["main.yaml"].replace(b", on: {no_input: {return: silent}}", b"")
    wrong = reading_of(with_missing_prompts(files | {"main.yaml": early}, CONTRACTS), CONTRACTS).complaints
    assert [(each.place.line, each.rule) for each in wrong] == [(3, "unset-variable")]


def test_a_choice_that_only_speaks_goes_the_steps_normal_way_without_its_result() -> None:
    files = files_of(
        main="""
        steps:
          first: {ask: one, for: words, save: x, return: done, with: {x: $x}, on: {no_input: {say: sorry}}}
        """
    )
    (wrong,) = reading_of(with_missing_prompts(files, CONTRACTS), CONTRACTS).complaints
    assert wrong.rule == "unset-variable"

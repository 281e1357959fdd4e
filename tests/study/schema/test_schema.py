"""Schema and parser are equal: what one refuses of a file's form, the other refuses too."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ivr.commands.schema import schema as command
from ivr.flow.verbs import VERBS
from ivr.marks import Node, read
from ivr.study.schema import SCHEMAS, schema
from tests.study.schema import edits
from tests.study.schema.editor import read_as_editor
from tests.study.schema.parsers import structural

VALIDATORS = {name: Draft202012Validator(schema(name)) for name in SCHEMAS}
FILES = sorted(path for folder in ("flows", "flows/tests", "tests/foreign") for path in Path(folder).glob("*.yaml"))


def kind(path: Path) -> str:
    if path.parent.name != "flows":
        return "transcript"
    return path.stem if path.stem in SCHEMAS else "flow"


def refused(name: str, text: str) -> list[str]:
    """What the schema says. Only the schema wants times written as such: a reader takes seconds since 1970 too."""
    errors = VALIDATORS[name].iter_errors(read_as_editor(text))
    return [
        f"{list(error.absolute_path)} {error.message}"
        for error in errors
        if not (list(error.absolute_path)[-1:] in (["at"], ["date"]) and type(error.instance) in (int, float))
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_file_of_ours_is_good_under_both(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert structural(kind(path), text, path.stem) == []
    assert refused(kind(path), text) == []


def flow(step: str) -> str:
    return f"flow: pay\ntitle: Pay\nsteps:\n  one: {step}\n"


GOOD = {
    "a target as text": flow("{say: hello, on: {used_up: other}}"),
    "handlers with commas": flow("{say: hello, on: {'no_input, no_match': {say: x, hang_up: silent}}}"),
    "choices by number": flow("{menu: m, choices: {1: x, '2': {to: y}, star: {value: 3}, pound: {return: done}}}"),
    "numbers and booleans": flow("{ask: a, for: digits, length: 6, secret: true, at_most: 3, check: {do: otp.check}}"),
    "a number in quotes": flow("{say: hello, at_most: '3'}"),
    "confirm inside an ask": flow("{ask: a, for: money, confirm: sure, min: 5.00}"),
    "branches": flow("{when: [{if: a.b, to: x}, {unless: c.d, say: y}, {else: z}]}"),
    "inputs and a way": flow("{do: payment.price, with: {amount: 5.00}, return: done}"),
}
BAD = {
    "an unknown key": flow("{say: hello, tp: x}"),
    "no verb": flow("{to: x}"),
    "two verbs": flow("{say: hello, menu: m, choices: {1: x}}"),
    "an unknown verb": flow("{speak: hello}"),
    "a type that is none": flow("{ask: a, for: colour}"),
    "text for a number": flow("{say: hello, at_most: often}"),
    "a number too large": flow("{say: hello, at_most: 100}"),
    "a mapping for text": flow("{say: {to: x}}"),
    "text for a mapping": flow("hello"),
    "a missing option": flow("{ask: a}"),
    "no choices": flow("{menu: m, choices: {}}"),
    "a key no telephone has": flow("{menu: m, choices: {10: x}}"),
    "two ways": flow("{say: hello, to: x, return: done}"),
    "two ways in a target": flow("{say: hello, on: {used_up: {to: x, hang_up: silent}}}"),
    "with and nothing that takes it": flow("{say: hello, with: {a: b}}"),
    "a branch without a condition": flow("{when: [{to: x}]}"),
    "a branch with two": flow("{when: [{if: a.b, unless: c.d, to: x}]}"),
    "an else with a way beside it": flow("{when: [{else: x, to: y}]}"),
    "nothing": flow("null"),
    "a name that cannot be one": "flow: pay\ntitle: Pay\nsteps:\n  One step: {say: hello}\n",
    "no steps": "flow: pay\ntitle: Pay\nsteps: {}\n",
    "a mode that is none": "flow: pay\ntitle: Pay\nrequires: certain\nsteps: {one: {say: x}}\n",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_may_be_written_in_several_ways_is_good_under_both(text: str) -> None:
    assert structural("flow", text) == []
    assert refused("flow", text) == []


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_slip_is_refused_by_both(text: str) -> None:
    assert structural("flow", text)
    assert refused("flow", text)


TREES: dict[Path, Node] = {path: node for path in FILES if (node := read(path.read_bytes(), str(path))[0]) is not None}
BY_KIND = {name: [path for path in FILES if kind(path) == name] for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_edits_of_our_files_are_judged_alike(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(BY_KIND[name]))
    tree = TREES[path]
    for _ in range(data.draw(st.integers(1, 2))):
        where = data.draw(st.sampled_from(list(edits.places(tree))))
        key, value = data.draw(st.sampled_from(edits.KEYS)), data.draw(st.sampled_from(edits.VALUES))
        match data.draw(st.sampled_from(("lose", "rename", "replace", "add"))):
            case "lose":
                tree = edits.put(tree, where, None)
            case "rename":
                tree = edits.rename(tree, where, key)
            case "replace" if where:
                tree = edits.put(tree, where, value)
            case _:
                tree = edits.add(tree, where, key, value)
    text = edits.written(tree)
    parser, editor = structural(name, text, path.stem), refused(name, text)
    assert bool(parser) == bool(editor), f"{text}\nparser: {parser}\nschema: {editor}"


def test_every_option_of_every_verb_is_described() -> None:
    definitions = schema("flow")["$defs"]
    assert isinstance(definitions, dict)
    for model in VERBS.values():
        made = definitions[model.__name__]
        assert made["description"]
        assert [key for key, option in made["properties"].items() if not option.get("description")] == []


def test_an_editor_is_told_what_an_option_is() -> None:
    definitions = schema("flow")["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["Ask"]["properties"]["length"]["description"] == "digits wanted, `6` or `4-8`."
    assert definitions["Say"]["properties"]["at_most"]["description"].startswith("visits in one run of the flow")


def test_the_command_prints_one_and_writes_all(tmp_path: Path) -> None:
    printed = CliRunner().invoke(command, ["hours"], catch_exceptions=False)
    assert json.loads(printed.output)["title"].startswith("hours.yaml")
    assert CliRunner().invoke(command, ["--out", str(tmp_path)], catch_exceptions=False).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}
    assert CliRunner().invoke(command, []).exit_code == 2

"""docs/flow-language.md tells the truth: its examples make a line without complaint, and nothing is left out."""

import re
from pathlib import Path

import pytest

from ivr.flow.line_prompts import LINE_PROMPTS
from ivr.flow.verbs import VERBS
from ivr.flow.verbs.ask import Answer
from ivr.runtime.actions import CONTRACTS
from tests.support.lines import line_prompts, reading_of, with_missing_prompts

PAGE = (Path(__file__).parents[2] / "docs" / "flow-language.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", PAGE)


def test_the_examples_make_a_line() -> None:
    files: dict[str, bytes] = {}
    for text in blocks("yaml"):
        name = re.match(r"flow: (\w+)", text)
        files[f"{name.group(1)}.yaml" if name else "line.yaml"] = text.encode()
    settings = files["line.yaml"].decode()
    own = "".join(blocks("ftl"))
    files["prompts/en-US.ftl"] = (own + line_prompts(own, settings)).encode()
    contracts = tuple(CONTRACTS.values())
    whole = with_missing_prompts(files, contracts)
    found = reading_of(whole, contracts, queues=["support"]).complaints
    assert [str(each) for each in found if each.rule != "unreachable-flow"] == []  # not all of them are run


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_place_and_an_example(verb: str) -> None:
    assert f"### `{verb}`\n" in PAGE
    assert re.search(rf"(?m)^[^#]*\b{verb}:", "\n".join(blocks("yaml")))


def test_every_answer_and_every_prompt_of_the_line_is_named() -> None:
    for name in (*Answer, *LINE_PROMPTS):
        assert f"`{name}`" in PAGE

"""The catalogue of planted faults, one a file: each is found, at its place, and nothing else is complained of.

A file of `faults/` is the flow `main` of a small line, with what is to be found in its first comments:

    # a misspelt verb
    # expect: 6:11 unknown-verb            (line:column rule; `expect: nothing`: the line is sound)
    # expect: line.yaml:2:1 unknown-key    (in another file)
    # set: anywhere: {...}                 (a key of line.yaml)

Other files follow, each after `# --- path`; their lines count from there. What a fault does not write (line.yaml, a
verify flow, prompts) is filled in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flow.contracts import CONTRACTS
from tests.support.lines import files_of, line_prompts, reading_of, with_missing_prompts

HERE = Path(__file__).parent / "faults"


@dataclass(frozen=True)
class Fault:
    name: str
    expected: tuple[str, ...]
    files: dict[str, str]
    settings: dict[str, str]


def faults() -> Iterator[Fault]:
    for path in sorted(HERE.glob("*/*.yaml")):
        own, *parts = re.split(r"(?m)^# --- (.+)\n", path.read_text(encoding="utf-8"))
        name, *head = [line.removeprefix("# ") for line in own.splitlines() if line.startswith("# ")]
        expected = [line.removeprefix("expect: ") for line in head if line.startswith("expect: ")]
        assert expected, f"{path} expects nothing, and does not say so"
        settings = dict(line.removeprefix("set: ").split(": ", 1) for line in head if line.startswith("set: "))
        others = dict(zip(parts[::2], parts[1::2], strict=True))
        given = {"main.yaml": own, **others} if re.search(r"(?m)^[^#\n]", own) else others
        yield Fault(
            f"{path.parent.name}: {name}",
            tuple(f"main.yaml:{each}" if each[0].isdigit() else each for each in expected if each != "nothing"),
            given,
            settings,
        )


FAULTS = list(faults())


def files(fault: Fault) -> dict[str, bytes]:
    made = files_of(settings={"start": "main", **fault.settings})
    for path, text in fault.files.items():
        own = text if path.endswith(".yaml") else text + line_prompts(text, fault.settings.get("anywhere", ""))
        made[path] = own.encode()
    if any("unknown-prompt" in expected for expected in fault.expected):
        return made
    return with_missing_prompts(made, CONTRACTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_at_its_place_and_nothing_else(fault: Fault) -> None:
    found = reading_of(files(fault), CONTRACTS, queues=("support", "payments"))
    assert [f"{str(each.place).removeprefix('flows/')} {each.rule}" for each in found.complaints] == list(
        fault.expected
    ), "\n".join(map(str, found.complaints))
    assert (found.line is None) == bool(fault.expected)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_complaint_reads_like_a_sentence(fault: Fault) -> None:
    for each in reading_of(files(fault), CONTRACTS, queues=("support", "payments")).complaints:
        assert re.match(r"[A-Z'\"]", each.message), each.message
        assert not re.search(r"None|Traceback|pydantic|<class|Value error|valid (string|dict)", str(each))


def test_the_catalogue_is_large_enough() -> None:
    assert len([fault for fault in FAULTS if fault.expected]) >= 60
